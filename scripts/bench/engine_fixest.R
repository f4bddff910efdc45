# The ten winsorized models of scripts/bench/engine in R, as ratios to the same floor: reading, work and the
# whole process's peak memory where the system tells it.
#   Rscript engine_fixest.R PANEL.parquet FLOOR-SECONDS
suppressPackageStartupMessages({
  library(data.table)
  library(fixest)
})

arguments <- commandArgs(TRUE)
floor <- as.numeric(arguments[2])
columns <- c("firm", "year", "y", paste0("x", 1:10))
files <- list.files(arguments[1], "[.]parquet$", full.names = TRUE)
setFixest_nthreads(getDTthreads())

seconds <- function(work) system.time(work)[["elapsed"]]
show <- function(name, time) cat(sprintf("%-24s %6.2f\n", name, time / floor))

if (requireNamespace("arrow", quietly = TRUE)) {
  reader <- function(file) as.data.table(arrow::read_parquet(file, col_select = all_of(columns)))
  if (!requireNamespace("tidyselect", quietly = TRUE)) stop("arrow needs tidyselect")
  all_of <- tidyselect::all_of
  words <- "Parquet by arrow"
} else if (requireNamespace("nanoparquet", quietly = TRUE)) {
  reader <- function(file) as.data.table(nanoparquet::read_parquet(file, col_select = columns))
  words <- "Parquet by nanoparquet"
} else {
  cat("R: neither arrow nor nanoparquet is installed, skipped\n")
  quit(status = 0)
}

cat(sprintf(
  "R %s, fixest %s, %s, %d threads\n",
  getRversion(), packageVersion("fixest"), words, getDTthreads()
))
panel <- NULL
reading <- seconds(panel <- rbindlist(lapply(files, reader)))
show("R reading", reading)
winsorizing <- seconds(for (column in paste0("x", 1:10)) {
  cuts <- quantile(panel[[column]], c(0.01, 0.99), type = 2)
  set(panel, j = column, value = pmin(pmax(panel[[column]], cuts[[1]]), cuts[[2]]))
})
show("R winsorizing", winsorizing)
formula <- function(k) {
  as.formula(paste("y ~", paste0("x", 1:k, collapse = " + "), "| firm + year"))
}
one <- seconds(feols(formula(10), panel, cluster = ~firm, lean = TRUE))
show("R one model", one)
ten <- seconds(for (k in 1:10) feols(formula(k), panel, cluster = ~firm, lean = TRUE))
show("R winsorize-ten", reading + winsorizing + ten)
status <- tryCatch(readLines("/proc/self/status"), error = function(e) character())
peak <- sub("\\D+(\\d+) kB", "\\1", grep("^VmHWM", status, value = TRUE))
if (length(peak) == 1) cat(sprintf("%-24s %8.0f MB\n", "R peak memory", as.numeric(peak) / 1024))
