import BlockSets
import Experiments
import Foundation
import Records
import Reports
import TestSupport
import Testing

/// Runs of whole experiments on real blocks.
@Suite(.enabled(if: Shared.folder != nil, "there is no ../shared"))
struct ExperimentRunnerTests {
  /// A folder that is gone after the test.
  private final class TemporaryFolder {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private let results = TemporaryFolder()

  private func run(
    _ text: String, events: (RunEvent) -> Void = { _ in }
  ) throws -> ExperimentRunner.Outcome {
    let plan = try PlanReader().plan(bytes: Array(text.utf8), name: "t.yaml", folder: "/")
    return try withoutActuallyEscaping(events) { events in
      try ExperimentRunner(
        plan: plan, text: Array(text.utf8), resultsFolder: results.path,
        arguments: ["balbench", "run"], watcher: events
      ).run()
    }
  }

  private func text(workers: String, repeats: Int) throws -> String {
    let shared = try #require(Shared.folder)
    return """
      schema: 1
      name: real
      blockSets:
        - {name: old, path: "\(shared.path)/mainnet/dev/1-1150001.json.gz"}
        - {name: real, path: "\(shared.path)/mainnet/dev/17000-297184*.json.gz"}
        - {name: absent, path: "\(shared.path)/nothing", optional: true}
      strategies: [sequential, singletons, refined]
      execution: {workers: \(workers), repeats: \(repeats)}

      """
  }

  private func rows<Row: TableRow>(_ outcome: ExperimentRunner.Outcome) throws -> [Row] {
    let path = outcome.folder.table(Row.table)
    let data = try #require(FileManager.default.contents(atPath: path))
    return try Row.table.read(Array(data), file: path)
  }

  /// A table's lines with the fields of deterministic columns only.
  private func deterministicFields<Row: TableRow>(
    _ table: Table<Row>, of outcome: ExperimentRunner.Outcome, without: Set<String> = []
  ) throws -> [[String]] {
    let data = try #require(
      FileManager.default.contents(atPath: outcome.folder.table(table)))
    var parser = CSVParser(Array(data), file: table.fileName)
    var lines: [[String]] = []
    while let fields = try parser.next() {
      #expect(fields.count == table.columns.count)
      lines.append(
        zip(table.columns, fields).compactMap { column, field in
          column.field.isDeterministic && !without.contains(column.name) ? field : nil
        })
    }
    return lines
  }

  @Test func aRunFolderHoldsEverything() throws {
    let text = try text(workers: "[1, 2]", repeats: 2)
    let outcome = try run(text)
    let folder = outcome.folder
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
        "attempts.csv", "blocks.csv", "cells", "chain_blocks.csv", "conflicts.csv",
        "datapackage.json", "dependencies.csv", "experiment.yaml", "groups.csv", "makespans.csv",
        "resolved.yaml",
        "run.json", "spans.csv", "summary.csv", "transactions.csv",
        "workers.csv",
      ])
    #expect(try String(contentsOfFile: folder.experiment, encoding: .utf8) == text)
    let manifest = try JSONFile.read(RunManifest.self, from: folder.manifest)
    #expect(manifest == outcome.manifest)
    #expect(manifest.status == .finished)
    #expect(manifest.blockSets.map { $0.absence == nil } == [true, true, false])
    #expect(manifest.blockSets.map { $0.digest?.count } == [64, 64, nil])
    #expect(manifest.cells.count == 2 * 3 * 2 * 2)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.cells)
    #expect(
      Set(files)
        == Set(
          manifest.cells.flatMap { key in
            ["\(key).csv"]
              + [
                "attempts", "chain_blocks", "conflicts", "dependencies", "groups", "makespans",
                "spans", "transactions", "workers",
              ].map { "\(key).\($0).csv" }
          }))
  }

  @Test func everyBlockHasARowPerCell() throws {
    let outcome = try run(try text(workers: "[1, 2]", repeats: 2))
    let blocks: [BlockRow] = try rows(outcome)
    #expect(blocks.count == (1 + 3) * 3 * 2 * 2)
    for row in blocks {
      #expect(row.status == .accepted)
      #expect(row.matchesReference == true)
      #expect(row.gasUsed != nil && row.shape.groupCount != nil && row.phases.exec != nil)
      #expect((row.attempts == 1) == (row.fallbackTrigger == nil))
    }
    let attempts: [AttemptRow] = try rows(outcome)
    #expect(attempts.count == blocks.reduce(0) { $0 + $1.attempts })
    #expect(attempts.count { $0.outcome == .accepted } == blocks.count)
    let groups: [GroupRow] = try rows(outcome)
    #expect(groups.count == attempts.reduce(0) { $0 + ($1.shape.groupCount ?? 0) })
    let summary: [SummaryRow] = try rows(outcome)
    #expect(summary.count == 2 * 3 * 2)
  }

  @Test func deterministicColumnsAreTheSameInEveryRunAndWithAnyWorkers() throws {
    let first = try run(try text(workers: "2", repeats: 1))
    let second = try run(try text(workers: "2", repeats: 1))
    let third = try run(try text(workers: "1", repeats: 1))
    #expect(first.folder != second.folder)
    try expectSameDeterministicFields(first, second)
    try expectSameDeterministicFields(first, third, without: ["workers"])
  }

  @Test func everyStoreGivesTheSameDeterministicColumns() throws {
    let shared = try #require(Shared.folder)
    func run(_ store: String) throws -> ExperimentRunner.Outcome {
      try self.run(
        """
        schema: 1
        name: stores
        blockSets:
          - name: made
            generate: {seed: 2, blocks: 3, transactions: 40, mix: {token: 2, swap: 1, oracleRead: 2, oracleUpdate: 1}}
          - {name: real, path: "\(shared.path)/mainnet/dev/17000-297184*.json.gz"}
        strategies: [singletons, address-narrowed, attributed-reads]
        execution: {workers: [1, 2], repeats: 2, store: \(store)}
        """)
    }
    let memory = try run("memory")
    #expect(memory.manifest.stores.map(\.label) == ["memory", "memory"])
    let blocks: [BlockRow] = try rows(memory)
    // The memory store answers at once: nobody counts its reads.
    #expect(blocks.allSatisfy { $0.coldReads == nil && $0.virtualRead == nil })
    var coldReads: Set<[Int?]> = []
    for store in [
      "lmdb", "lmdb", "{latency: {coldRead_us: 1}}",
      "{latency: {coldRead_us: 1, parallelReads: 1, over: lmdb}}",
    ] {
      let other = try run(store)
      #expect(other.manifest.status == .finished, "\(store)")
      try expectSameDeterministicFields(
        memory, other, without: ["store", "cold_reads", "cold_read_virtual_ns"])
      let blocks: [BlockRow] = try rows(other)
      coldReads.insert(blocks.map(\.coldReads))
    }
    let counted = try #require(coldReads.first)
    #expect(coldReads.count == 1 && counted.allSatisfy { $0 ?? 0 > 0 }, "\(coldReads)")
  }

  /// Every combination of store, warmer and stream gives the same deterministic columns.
  @Test func whatRunsBesideTheExecutorShowsInTimesOnly() throws {
    let outcome = try run(
      """
      schema: 1
      name: beside
      blockSets:
        - name: made
          generate: {seed: 2, blocks: 3, transactions: 40, mix: {token: 2, swap: 1, oracleRead: 2, oracleUpdate: 1}}
      strategies: [address-narrowed]
      execution:
        workers: [1, 2]
        store: [memory, {latency: {coldRead_us: 1}}]
        warmer: [off, bal, speculative]
        stream: [transaction, group, block]
        stateRootFromBal: [false, true]
      """)
    #expect(outcome.manifest.status == .finished)
    let beside: Set<String> = [
      "workers", "store", "warmer", "stream", "state_root_from_bal", "cold_reads",
      "cold_read_virtual_ns",
    ]
    let lines = try deterministicFields(BlockRow.table, of: outcome, without: beside).dropFirst()
    #expect(lines.count == 3 * 2 * 2 * 3 * 3 * 2)
    #expect(Set(lines).count == 3)
  }

  @Test func aStoreIsFilledOnceAndSaysWhetherItsReadsAreCold() throws {
    let text = """
      schema: 1
      name: stores
      blockSets: [{name: made, generate: {seed: 2, blocks: 2, transactions: 20, mix: {token: 2}}}]
      strategies: [sequential]
      execution: {store: [memory, {lmdb: {}}, {latency: {coldRead_us: 3, over: lmdb}}]}
      """
    var filled: [Int] = []
    for number in 0..<2 {
      let outcome = try run(text) { if case .filling = $0 { filled.append(number) } }
      let manifest = try JSONFile.read(RunManifest.self, from: outcome.folder.manifest)
      #expect(manifest.stores.map(\.label) == ["memory", "lmdb", "latency(3us x16, lmdb)"])
      #expect(manifest.stores.map(\.wasFilled) == [nil, number == 0, number == 0])
      #expect(manifest.stores[1].path?.hasPrefix(results.path + "/.stores/") == true)
      #expect(manifest.stores[1].pageCache?.hasPrefix("page cache ") == true)
      let blocks: [BlockRow] = try rows(outcome)
      #expect(Set(blocks.map(\.identity.store)) == Set(manifest.stores.map(\.label)))
      for row in blocks where row.identity.store.hasPrefix("latency") {
        #expect(row.virtualRead == row.coldReads.map { UInt64($0) * 3_000 })
      }
      let summary: [SummaryRow] = try rows(outcome)
      #expect(summary.count == 3)
      #expect(summary[0].coldReads == nil)
      #expect(Set(summary.dropFirst().map(\.coldReads)).count == 1)
    }
    #expect(filled == [0])
  }

  @Test func aStoreThatCannotBeOpenedFailsItsCellsAndNoOthers() throws {
    let file = TemporaryFolder()
    try "".write(toFile: file.path, atomically: true, encoding: .utf8)
    let outcome = try run(
      """
      schema: 1
      name: stores
      blockSets: [{name: made, generate: {seed: 2, blocks: 2, transactions: 20, mix: {token: 2}}}]
      strategies: [sequential]
      execution: {store: [memory, {lmdb: {path: "\(file.path)"}}]}
      """)
    #expect(outcome.manifest.status == .failed)
    #expect(outcome.manifest.failures.count == 2)
    #expect(
      outcome.manifest.failures.allSatisfy {
        $0.subject.contains("store lmdb(\(file.path))") && $0.message.contains("state store: ")
      })
    #expect(outcome.manifest.stores[1].failure?.contains(file.path) == true)
    let blocks: [BlockRow] = try rows(outcome)
    #expect(blocks.map(\.status) == [.accepted, .accepted, .failed, .failed])
    let table = ComparisonTable(try RecordedRun(folder: outcome.folder)).lines
    #expect(table.contains { $0.hasSuffix("2 FAILED") }, "\(table)")
  }

  private func expectSameDeterministicFields(
    _ first: ExperimentRunner.Outcome, _ second: ExperimentRunner.Outcome,
    without: Set<String> = []
  ) throws {
    func expectSame<Row: TableRow>(_ table: Table<Row>) throws {
      #expect(
        try deterministicFields(table, of: first, without: without)
          == deterministicFields(table, of: second, without: without))
    }
    try expectSame(BlockRow.table)
    try expectSame(AttemptRow.table)
    try expectSame(GroupRow.table)
    try expectSame(SummaryRow.table)
    try expectSame(ChainBlockRow.table)
    try expectSame(TransactionRow.table)
    try expectSame(DependencyRow.table)
    try expectSame(ConflictRow.table)
    try expectSame(MakespanRow.table)
  }

  @Test func eventsTellHowFarTheRunIs() throws {
    var done: [String: [Int]] = [:]
    var totals: [String: Set<Int>] = [:]
    var absent: [String] = []
    _ = try run(try text(workers: "1", repeats: 1)) { event in
      switch event {
      case .progressed(let blockSet, let count, let total):
        done[blockSet, default: []].append(count)
        totals[blockSet, default: []].insert(total)
      case .absent(let blockSet, _): absent.append(blockSet)
      case .started, .filling, .warning, .strategySaid, .unsupported, .failed: break
      }
    }
    #expect(done == ["old": [3], "real": [3, 6, 9]])
    #expect(totals == ["old": [3], "real": [9]])
    #expect(absent == ["absent"])
  }

  @Test func anInputThatBreaksOffFailsTheRunAndLosesNothing() throws {
    let shared = try #require(Shared.folder)
    let inputs = TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: inputs.path, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: "\(shared.path)/mainnet/dev/17000-2971846.json.gz", toPath: inputs.path + "/a.json.gz"
    )
    try "{\"format\": \"real-block/1\"}".write(
      toFile: inputs.path + "/b.json", atomically: true, encoding: .utf8)
    var failures: [RunManifest.Incident] = []
    let outcome = try run(
      """
      schema: 1
      name: broken
      blockSets: [{name: set, path: "\(inputs.path)", limit: 5}]
      strategies: [sequential]
      """
    ) { event in
      if case .failed(let incident) = event { failures.append(incident) }
    }
    #expect(outcome.manifest.status == .failed)
    #expect(outcome.manifest.failures == failures)
    #expect(failures.count == 1)
    #expect(failures.first?.message.contains("b.json:1:") == true)
    let blocks: [BlockRow] = try rows(outcome)
    #expect(blocks.map(\.status) == [.accepted])
  }

  @Test func anInputThatIsNoInputStopsTheRunBeforeItStarts() throws {
    let inputs = TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: inputs.path, withIntermediateDirectories: true)
    try "{\"format\": 1".write(
      toFile: inputs.path + "/b.json", atomically: true, encoding: .utf8)
    #expect(throws: BlockSetError.self) {
      try run(
        """
        schema: 1
        name: broken
        blockSets: [{name: set, path: "\(inputs.path)"}]
        strategies: [sequential]
        """)
    }
    #expect(!FileManager.default.fileExists(atPath: results.path))
  }

  @Test func generatedBlocksRunToo() throws {
    let outcome = try run(
      """
      schema: 1
      name: generated
      blockSets:
        - name: set
          generate: {seed: 1, blocks: 2, transactions: 30, mix: {transfer: 1, token: 1, counter: 1}}
      strategies: [heuristic, singletons, attributed-reads]
      execution: {workers: [1, 2], gasCheckBeforeMerkle: [true, false]}
      """)
    #expect(outcome.manifest.status == .finished)
    let blocks: [BlockRow] = try rows(outcome)
    #expect(blocks.count == 2 * 3 * 2 * 2)
    #expect(blocks.allSatisfy { $0.status == .accepted && $0.matchesReference == true })
    #expect(blocks.contains { $0.attempts > 1 })
    #expect(outcome.manifest.blockSets.first?.seed == 1)
  }
}
