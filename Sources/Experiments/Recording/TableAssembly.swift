import Foundation
import Records

/// Puts the cells' rows together to whole tables.
///
/// Works on recorded files alone, so that it serves a run that was resumed too.
package struct TableAssembly {
  private static let pieceByteCount = 1 << 16

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
    for key in completeKeys { try append(folder.cell(key, table), to: file, of: table) }
    try file.commit()
  }

  /// Appends a cell's rows piece by piece: they may be more than fit in memory.
  private func append<Row>(
    _ path: String, to file: AtomicFile, of table: Table<Row>
  ) throws {
    guard let cell = FileHandle(forReadingAtPath: path) else {
      throw FileError(path: path, operation: .read)
    }
    let header = Array(table.header.utf8)
    let found = try cell.read(upToCount: header.count).map(Array.init) ?? []
    guard found == header else { throw try table.headerError(file: path) }
    while let piece = try cell.read(upToCount: Self.pieceByteCount), !piece.isEmpty {
      try file.write(Array(piece)[...])
    }
  }

  private func writeSummary() throws {
    var summary = Summary()
    for key in completeKeys {
      try BlockRow.table.scan(file: folder.cell(key, BlockRow.table)) { summary.add($0) }
      try AttemptRow.table.scan(file: folder.cell(key, AttemptRow.table)) { summary.add($0) }
      try MakespanRow.table.scan(file: folder.cell(key, MakespanRow.table)) { summary.add($0) }
    }
    let file = try AtomicFile(path: folder.table(SummaryRow.table))
    try file.write(SummaryRow.table.header)
    for row in summary.rows { try file.write(SummaryRow.table.line(row)) }
    try file.commit()
  }
}
