import Foundation
import Records

/// Puts the cells' rows together to whole tables.
///
/// Works on recorded files alone, so that it serves a run that was resumed too.
package struct TableAssembly {
  private let folder: RunFolder
  private let keys: [String]

  /// The tables of a run folder.
  ///
  /// - Parameter keys: The keys of all cells, in the order of the tables.
  package init(folder: RunFolder, keys: [String]) {
    self.folder = folder
    self.keys = keys
  }

  /// Writes every table, with the rows of all complete cells.
  package func write() throws {
    try write(AttemptRow.table)
    try write(GroupRow.table)
    try write(WorkerRow.table)
    try write(SpanRow.table)
    try write(ChainBlockRow.table)
    try write(TransactionRow.table)
    try write(DependencyRow.table)
    try write(ConflictRow.table)
    try write(MakespanRow.table)
    try write(BlockRow.table)
    try writeSummary()
  }

  private var completeKeys: [String] { keys.filter(folder.isComplete(cell:)) }

  private func write<Row>(_ table: Table<Row>) throws {
    let file = try AtomicFile(path: folder.table(table))
    try file.write(table.header)
    let header = Array(table.header.utf8)
    for key in completeKeys {
      let bytes = try contents(of: folder.cell(key, table))
      guard bytes.starts(with: header) else {
        throw CSVError(file: folder.cell(key, table), line: 1, problem: .missingHeader)
      }
      try file.write(bytes[header.count...])
    }
    try file.commit()
  }

  private func writeSummary() throws {
    var summary = Summary()
    for key in completeKeys {
      let path = folder.cell(key, BlockRow.table)
      summary.add(try BlockRow.table.read(try contents(of: path), file: path))
    }
    let file = try AtomicFile(path: folder.table(SummaryRow.table))
    try file.write(SummaryRow.table.header)
    for row in summary.rows { try file.write(SummaryRow.table.line(row)) }
    try file.commit()
  }

  private func contents(of path: String) throws(FileError) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FileError(path: path, operation: .read)
    }
    return Array(data)
  }
}
