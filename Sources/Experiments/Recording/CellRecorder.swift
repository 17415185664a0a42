import Records

/// Writes the rows of one cell, which appear in the run folder when the cell is complete.
final class CellRecorder {
  private let blocks: AtomicFile
  private let attempts: AtomicFile
  private let groups: AtomicFile
  private let workers: AtomicFile
  private let spans: AtomicFile
  private let makespans: AtomicFile
  private let conflicts: AtomicFile
  private let chainBlocks: AtomicFile
  private let transactions: AtomicFile
  private let dependencies: AtomicFile

  /// Starts recording a cell.
  init(_ cell: Cell, in folder: RunFolder) throws(FileError) {
    blocks = try Self.file(BlockRow.table, cell, folder)
    attempts = try Self.file(AttemptRow.table, cell, folder)
    groups = try Self.file(GroupRow.table, cell, folder)
    workers = try Self.file(WorkerRow.table, cell, folder)
    spans = try Self.file(SpanRow.table, cell, folder)
    makespans = try Self.file(MakespanRow.table, cell, folder)
    conflicts = try Self.file(ConflictRow.table, cell, folder)
    chainBlocks = try Self.file(ChainBlockRow.table, cell, folder)
    transactions = try Self.file(TransactionRow.table, cell, folder)
    dependencies = try Self.file(DependencyRow.table, cell, folder)
  }

  /// Adds a block's rows.
  func record(_ rows: BlockRows) throws(FileError) {
    try blocks.write(BlockRow.table.line(rows.block))
    try Self.write(rows.attempts, to: attempts)
    try Self.write(rows.groups, to: groups)
    try Self.write(rows.workers, to: workers)
    try Self.write(rows.spans, to: spans)
    try Self.write(rows.makespans, to: makespans)
    try Self.write(rows.conflicts, to: conflicts)
    try Self.write(rows.truth.map { [$0.block] } ?? [], to: chainBlocks)
    try Self.write(rows.truth?.transactions ?? [], to: transactions)
    try Self.write(rows.truth?.dependencies ?? [], to: dependencies)
  }

  /// Makes the cell complete: the block rows come last, and say so by being there.
  func commit() throws(FileError) {
    try attempts.commit()
    try groups.commit()
    try workers.commit()
    try spans.commit()
    try makespans.commit()
    try conflicts.commit()
    try chainBlocks.commit()
    try transactions.commit()
    try dependencies.commit()
    try blocks.commit()
  }

  private static func write<Row: TableRow>(
    _ rows: [Row], to file: AtomicFile
  ) throws(FileError) {
    for row in rows { try file.write(Row.table.line(row)) }
  }

  private static func file<Row>(
    _ table: Table<Row>, _ cell: Cell, _ folder: RunFolder
  ) throws(FileError) -> AtomicFile {
    let file = try AtomicFile(path: folder.cell(cell.key, table))
    try file.write(table.header)
    return file
  }
}
