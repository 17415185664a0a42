import Records

/// Writes the rows of one cell, which appear in the run folder when the cell is complete.
final class CellRecorder {
  private let blocks: AtomicFile
  private let attempts: AtomicFile
  private let groups: AtomicFile
  private let spans: AtomicFile

  /// Starts recording a cell.
  init(_ cell: Cell, in folder: RunFolder) throws(FileError) {
    blocks = try Self.file(BlockRow.table, cell, folder)
    attempts = try Self.file(AttemptRow.table, cell, folder)
    groups = try Self.file(GroupRow.table, cell, folder)
    spans = try Self.file(SpanRow.table, cell, folder)
  }

  /// Adds a block's rows.
  func record(_ rows: BlockRows) throws(FileError) {
    try blocks.write(BlockRow.table.line(rows.block))
    for row in rows.attempts { try attempts.write(AttemptRow.table.line(row)) }
    for row in rows.groups { try groups.write(GroupRow.table.line(row)) }
    for row in rows.spans { try spans.write(SpanRow.table.line(row)) }
  }

  /// Makes the cell complete: the block rows come last, and say so by being there.
  func commit() throws(FileError) {
    try attempts.commit()
    try groups.commit()
    try spans.commit()
    try blocks.commit()
  }

  private static func file<Row>(
    _ table: Table<Row>, _ cell: Cell, _ folder: RunFolder
  ) throws(FileError) -> AtomicFile {
    let file = try AtomicFile(path: folder.cell(cell.key, table))
    try file.write(table.header)
    return file
  }
}
