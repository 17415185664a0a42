import Records

/// A run as its folder records it: all that a report may know.
package struct RecordedRun: Sendable {
  /// `run.json`.
  package let manifest: RunManifest
  /// The rows of `summary.csv`.
  package let summary: [SummaryRow]

  /// Reads a run folder.
  package init(folder: RunFolder) throws {
    manifest = try JSONFile.read(RunManifest.self, from: folder.manifest)
    summary = try Self.rows(of: SummaryRow.table, in: folder)
  }

  /// The rows of `blocks.csv`.
  package static func blocks(of folder: RunFolder) throws -> [BlockRow] {
    try rows(of: BlockRow.table, in: folder)
  }

  /// The rows of `spans.csv`.
  package static func spans(of folder: RunFolder) throws -> [SpanRow] {
    try rows(of: SpanRow.table, in: folder)
  }

  /// The rows of a table.
  package static func rows<Row>(of table: Table<Row>, in folder: RunFolder) throws -> [Row] {
    var rows: [Row] = []
    try table.scan(file: folder.table(table)) { rows.append($0) }
    return rows
  }

  /// A run that was read already.
  package init(manifest: RunManifest, summary: [SummaryRow]) {
    self.manifest = manifest
    self.summary = summary
  }
}
