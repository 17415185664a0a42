import Foundation
import Records
import Testing

@Suite struct TableTests {
  /// The columns that the project's issue lists, in its order; further ones follow.
  private static let promised = """
    block_set,block_number,block_hash,strategy,options,workers,repeat,transaction_count,gas_used,\
    group_count,largest_group_transactions,count_parallelism,gas_parallelism,attempts,\
    accepted_tier,accepted_strategy,fallback_trigger,rejected,matches_reference,groups_ns,exec_ns,\
    merge_ns,send_ns,merkle_ns,total_ns,wasted_ns
    """

  private static let row: BlockRow = {
    var row = BlockRow()
    row.identity.blockSet = "mixed"
    row.identity.blockNumber = .max
    row.identity.options = "a=\"x, y\""
    row.identity.gasCheckBeforeMerkle = true
    row.shape.countParallelism = 110.0 / 17
    row.acceptedTier = 0
    row.matchesReference = false
    row.phases.exec = 12
    row.status = .invalid
    row.reason = "gas used:\nexpected 1, found 2"
    return row
  }()

  @Test func blocksBeginWithThePromisedColumns() {
    #expect(BlockRow.table.header.hasPrefix(Self.promised + ","))
  }

  @Test func rowsReadBackAsWritten() throws {
    let table = BlockRow.table
    let text = table.header + table.line(Self.row) + table.line(BlockRow())
    #expect(try table.read(Array(text.utf8), file: "t") == [Self.row, BlockRow()])
  }

  @Test func readersFindColumnsByName() throws {
    // A later version may add columns anywhere.
    let table = GroupRow.table
    let names = table.columns.map(\.name).reversed() + ["later"]
    let fields = CSVFields(of: GroupRow())
    let text = CSV.line(names) + CSV.line(fields.values.reversed() + ["x"])
    #expect(try table.read(Array(text.utf8), file: "t") == [GroupRow()])
  }

  /// Runs of earlier versions are read, and what they did not record is absent, not zero.
  @Test func columnsOfOptionalValuesMayBeMissing() throws {
    let table = NamedSize.table
    let row = try #require(try table.read(Array("name\nx\n".utf8), file: "t").first)
    #expect(row == NamedSize(name: "x", size: nil))
    #expect(throws: CSVError(file: "t", line: 1, problem: .missingColumn("name"))) {
      try table.read(Array("size\n1\n".utf8), file: "t")
    }
  }

  @Test func damagedRowsAreErrorsWithLineAndColumn() throws {
    let table = GroupRow.table
    let good = table.header + table.line(GroupRow())
    var fields = CSVFields(of: GroupRow()).values
    fields[7] = "first"
    let problem = CSVError.Problem.value("first", column: "attempt", expected: .integer)
    #expect(throws: CSVError(file: "t", line: 3, problem: problem)) {
      try table.read(Array((good + CSV.line(fields)).utf8), file: "t")
    }
    let count = CSVError.Problem.fieldCount(expected: table.columns.count, found: 2)
    #expect(throws: CSVError(file: "t", line: 3, problem: count)) {
      try table.read(Array((good + "a,b\n").utf8), file: "t")
    }
    #expect(throws: CSVError(file: "t", line: 1, problem: .missingColumn("block_set"))) {
      try table.read(Array("a,b\n".utf8), file: "t")
    }
    #expect(throws: CSVError(file: "t", line: 1, problem: .missingHeader)) {
      try table.read([], file: "t")
    }
  }

  /// A file is read in parts: wherever they end, no row is torn, and errors name their line.
  @Test func longFilesAreScannedRowByRow() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let table = BlockRow.table
    var rows: [BlockRow] = []
    for number in 0..<8_000 {
      var row = Self.row
      row.identity.blockNumber = UInt64(number)
      // Quotes and line feeds of their own, at all distances from the parts' ends.
      row.reason = String(repeating: "\"a\n\"", count: 1 + number % 61)
      rows.append(row)
    }
    let text = table.header + rows.map(table.line).joined()
    #expect(text.utf8.count > 2 << 20)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    var found: [BlockRow] = []
    try table.scan(file: path) { found.append($0) }
    // Compared by itself: nobody reads so many rows.
    let isSame = found == rows
    #expect(isSame, "\(found.count) of \(rows.count) rows")
    try (text + "a,b\n").write(toFile: path, atomically: true, encoding: .utf8)
    let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
    let problem = CSVError.Problem.fieldCount(expected: table.columns.count, found: 2)
    #expect(throws: CSVError(file: path, line: lines + 1, problem: problem)) {
      try table.scan(file: path) { _ in }
    }
    try "".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: CSVError(file: path, line: 1, problem: .missingHeader)) {
      try table.scan(file: path) { _ in }
    }
  }

  @Test func columnsAreDocumented() {
    for table in RecordedTables.all {
      for field in table.fields {
        #expect(field.definition.hasSuffix("."), "\(table.name).\(field.name)")
        #expect(field.name.hasSuffix("_ns") == (field.unit == .nanoseconds), "\(field.name)")
        // What a thread was busy with is a measurement, whatever it is of.
        let isOfThreads = [SpanRow.table.name, WorkerRow.table.name].contains(table.name)
        if isOfThreads, !field.isDeterministic { continue }
        // The spread of times is one of times, whatever its unit.
        if ["total_deviation", "total_outlier_share"].contains(field.name) {
          #expect(!field.isDeterministic)
          continue
        }
        // Which reads find their answer depends on who comes first; virtual times do not.
        let isMeasured =
          field.unit == .reads
          ? !["cold_reads", "read_count"].contains(field.name)
          : field.unit == .nanoseconds && !field.name.hasSuffix("_virtual_ns")
        #expect(!field.isDeterministic == isMeasured, "\(field.name)")
      }
    }
  }
}

/// A row of a text, which a file must have, and a number, which it may.
private struct NamedSize: TableRow {
  var name = ""
  var size: Int?

  static let table = Table<NamedSize>(
    "t", "A row.",
    columns: [Column("name", \.name, "A name."), Column("size", \.size, "A size.")])
}

/// The fields of a row, by way of its line.
private struct CSVFields {
  let values: [String]

  init<Row: TableRow>(of row: Row) {
    var parser = CSVParser(Array(Row.table.line(row).utf8), file: "row")
    values = (try? parser.next()) ?? []
  }
}
