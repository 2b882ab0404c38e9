# R reads STEM.graphml and STEM.net with igraph, and the tables of nodes and ties as data frames; what it read goes into canonical
# lines (see canonical.py), which must be those of the node-link JSON. What igraph writes goes to STEM.r.graphml.
#
#   Rscript check.R STEM
suppressPackageStartupMessages(library(igraph))
stem <- commandArgs(TRUE)[1]

escape <- function(text) gsub("\t", "\\t", gsub("\n", "\\n", text, fixed = TRUE), fixed = TRUE)
# A missing text is empty and a missing number NaN.
said <- function(values) if (is.character(values)) !is.na(values) & values != "" else !is.na(values)
word <- function(values) {
  if (is.character(values)) return(escape(values))
  if (is.logical(values)) return(ifelse(values, "true", "false"))
  ifelse(values == round(values) & abs(values) < 2^53, sprintf("%.0f", values), sprintf("%.9g", values))
}
kind <- function(values) if (is.character(values)) "text" else if (is.logical(values)) "boolean" else "number"

types_of <- function(side, attributes) {
  unlist(lapply(names(attributes), function(name) {
    values <- attributes[[name]]
    if (any(said(values))) paste("T", side, name, kind(values), sep = "\t") else character(0)
  }))
}
# A line for each value of a node, and one for all values of a tie.
lines_of <- function(keys, attributes) {
  unlist(lapply(names(attributes), function(name) {
    values <- attributes[[name]]
    there <- said(values)
    if (any(there)) paste("N", keys[there], name, word(values)[there], sep = "\t") else character(0)
  }))
}
rows_of <- function(rows, attributes) {
  for (name in sort(names(attributes), method = "radix")) {
    values <- attributes[[name]]
    there <- said(values)
    rows[there] <- paste(rows[there], name, word(values)[there], sep = "\t")
  }
  rows
}

canonical <- function(ids, nodes, from, to, ties, file) {
  text <- c(paste("N", escape(ids), sep = "\t"), lines_of(escape(ids), nodes), types_of("N", nodes),
    rows_of(paste("E", escape(from), escape(to), sep = "\t", recycle0 = TRUE), ties), types_of("E", ties))
  connection <- file(file, open = "wb")
  writeLines(enc2utf8(sort(enc2utf8(text), method = "radix")), connection, useBytes = TRUE)
  close(connection)
}

graph <- read_graph(paste0(stem, ".graphml"), format = "graphml")
ids <- vertex_attr(graph, "id")
ends <- ends(graph, E(graph), names = FALSE)
nodes <- vertex_attr(graph)[setdiff(vertex_attr_names(graph), "id")]
ties <- edge_attr(graph)[setdiff(edge_attr_names(graph), "id")]
canonical(ids, nodes, ids[ends[, 1]], ids[ends[, 2]], ties, paste0(stem, ".r-graphml.txt"))
write_graph(graph, paste0(stem, ".r.graphml"), format = "graphml")

# The tables: an empty cell is nothing, and no text is taken for a missing value.
read <- function(word) read.csv(paste0(stem, ".", word, ".csv"), na.strings = NULL, check.names = FALSE, encoding = "UTF-8",
  colClasses = c(id = "character", source = "character", target = "character"))
suppressWarnings({
  nodes <- read("nodes")
  ties <- read("ties")
})
graph <- graph_from_data_frame(ties[, c("source", "target")], directed = TRUE, vertices = nodes["id"])
stopifnot(vcount(graph) == nrow(nodes), ecount(graph) == nrow(ties))
tables <- function(table, keys) {
  columns <- table[setdiff(names(table), keys)]
  lapply(columns, function(column) {
    if (is.character(column) && any(column != "") && all(column %in% c("yes", "no", ""))) return(ifelse(column == "", NA, column == "yes"))
    if (is.numeric(column)) column else as.character(column)
  })
}
canonical(nodes$id, tables(nodes, "id"), ties$source, ties$target, tables(ties, c("tie", "source", "target")),
  paste0(stem, ".r-tables.txt"))

# Pajek's reader of igraph: names, ends and weights.
graph <- read_graph(paste0(stem, ".net"), format = "pajek")
names <- vertex_attr(graph, if ("name" %in% vertex_attr_names(graph)) "name" else "id")
ends <- ends(graph, E(graph), names = FALSE)
canonical(names, list(), names[ends[, 1]], names[ends[, 2]], list(weight = as.numeric(E(graph)$weight)), paste0(stem, ".r-pajek.txt"))
