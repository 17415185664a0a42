import Testing

/// Whatever is recorded can be exported.
@Suite struct ExportCompletenessTests {
  /// Recorded columns that no export has, and where else it has what they say.
  private static let leftOut: [String: String] = {
    var reasons = [
      "chain_blocks.transaction_count": "blocks.transaction_count, there for refused blocks too",
      "chain_blocks.gas_used": "blocks.gas_used",
    ]
    for phase in [
      "exec", "groups", "merge", "merkle", "merkle_queue", "merkle_wait", "send", "transport",
      "verify", "warm", "worker_busy", "worker_idle",
    ] {
      reasons["blocks.\(phase)_ns"] = "attempts.\(phase)_ns of the accepted attempt, in phases"
    }
    return reasons
  }()

  /// A column added to a recorded table, and a table added to a run, fails here until the export
  /// has it, or until the list above says why not.
  @Test func everyRecordedColumnReachesTheExport() throws {
    let run = try MarkedRun()
    let cells = Set(try run.exportedCells())
    var missing: Set<String> = []
    for (name, text) in run.marks where !cells.contains(text) { missing.insert(name) }
    #expect(missing == Set(Self.leftOut.keys))
    #expect(run.marks.count > 200)
    // What has too few values to be known by one must change the export when it changes.
    let exported = try run.exportedText()
    for column in run.unmarked {
      let changed = try MarkedRun(changing: column)
      #expect(try changed.exportedText() != exported, "\(column) is not exported")
    }
  }

  @Test func theDataPackageDocumentsEveryColumn() throws {
    let run = try MarkedRun()
    let headers = try run.exportedHeaders()
    #expect(try run.documentedColumns() == headers)
    #expect(headers.count > 15 && headers.values.allSatisfy { !$0.isEmpty })
  }
}
