import Records

/// Why a run cannot be exported as it was asked for.
package enum ExportError: Error, CustomStringConvertible {
  /// There is no such table; the names of those that there are.
  case unknownTable(String, known: [String])
  /// A table holds nothing but measurements, which were not asked for.
  case onlyMeasured(String)
  /// The folder to write to holds something else than an export, for example this.
  case occupied(String, by: String)
  /// A table names a block that `blocks.csv` does not.
  case unknownBlock(String, RowIdentity)
  /// Only Parquet was asked for, and there is no DuckDB to write it.
  case noDuckDB
  /// DuckDB failed, and what it said.
  case duckDB(String)

  package var description: String {
    switch self {
    case .unknownTable(let name, let known):
      "error: there is no table '\(name)'; there are \(known.joined(separator: ", "))"
    case .onlyMeasured(let name):
      "error: the table '\(name)' holds only measurements; leave it or --deterministic out"
    case .occupied(let path, let entry):
      "\(path): error: it holds '\(entry)', which no export made; name another folder, which will"
        + " be made, or one that holds an export alone, which will be replaced"
    case .unknownBlock(let file, let identity):
      "\(file): error: block \(identity.blockNumber) of \(identity.chain) in block set"
        + " \(identity.blockSet) is not in blocks.csv; expected the tables of one run"
    case .noDuckDB:
      "error: Parquet is written by DuckDB, which is not installed. \(DuckDB.installation)"
    case .duckDB(let message):
      "error: DuckDB could not write Parquet: \(message)"
    }
  }
}
