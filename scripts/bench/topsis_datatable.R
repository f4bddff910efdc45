# Entropy weights, closeness and ranks of rows in memory, as a ratio to a floor in seconds.
library(data.table)
arguments <- commandArgs(trailingOnly = TRUE)
rows <- as.numeric(arguments[1])
floor <- as.numeric(arguments[2])
set.seed(1)
x <- as.data.table(lapply(1:26, function(j) exp(rnorm(rows))))
x[, year := seq_len(rows) %% 10]

evaluate <- function(x) {
  r <- lapply(x, function(v) (v - min(v)) / (max(v) - min(v)))
  n <- length(r[[1]])
  e <- sapply(r, function(v) { p <- v / sum(v); -sum(ifelse(p > 0, p * log(p), 0)) / log(n) })
  w <- (1 - e) / sum(1 - e)
  plus <- numeric(n)
  minus <- numeric(n)
  for (j in seq_along(w)) {
    plus <- plus + (w[j] * (1 - r[[j]]))^2
    minus <- minus + (w[j] * r[[j]])^2
  }
  closeness <- sqrt(minus) / (sqrt(plus) + sqrt(minus))
  list(closeness, frank(-closeness, ties.method = "min"))
}

columns <- paste0("V", 1:26)
seconds <- function(work) {
  begun <- proc.time()[["elapsed"]]
  work
  (proc.time()[["elapsed"]] - begun) / floor
}
pooled <- seconds(x[, evaluate(.SD), .SDcols = columns])
yearly <- seconds(x[, evaluate(.SD), by = year, .SDcols = columns])
cat(sprintf("data.table, in memory, one group: pooled %.1f, per-year %.1f\n", pooled, yearly))
