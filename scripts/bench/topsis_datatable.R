# Entropy weights, closeness and ranks of rows in memory, as a ratio to a floor in seconds.
library(data.table)
arguments <- commandArgs(trailingOnly = TRUE)
rows <- as.numeric(arguments[1])
floor <- as.numeric(arguments[2])
set.seed(1)
x <- as.data.table(lapply(1:26, function(j) exp(rnorm(rows))))
begun <- proc.time()[["elapsed"]]
r <- x[, lapply(.SD, function(v) (v - min(v)) / (max(v) - min(v)))]
e <- sapply(r, function(v) { p <- v / sum(v); -sum(ifelse(p > 0, p * log(p), 0)) / log(rows) })
w <- (1 - e) / sum(1 - e)
plus <- numeric(rows)
minus <- numeric(rows)
for (j in 1:26) {
  plus <- plus + (w[j] * (1 - r[[j]]))^2
  minus <- minus + (w[j] * r[[j]])^2
}
rank <- frank(-sqrt(minus) / (sqrt(plus) + sqrt(minus)), ties.method = "min")
cat(sprintf("data.table, in memory, one score, pooled: %.1f\n",
            (proc.time()[["elapsed"]] - begun) / floor))
