import Experiments
import Foundation
import Records
import Testing

/// What a run records of the truth, and that its tables agree with each other.
@Suite final class GroundTruthTests {
  private let results = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    .path

  deinit { try? FileManager.default.removeItem(atPath: results) }

  private func run() throws -> RunFolder {
    let text = """
      schema: 1
      name: truth
      blockSets:
        - name: made
          generate:
            seed: 2
            blocks: 3
            transactions: 40
            mix: {token: 2, swap: 1, oracleRead: 4, oracleUpdate: 1}
            oracleConflictsPercent: 100
      strategies: [sequential, singletons, address-narrowed, attributed-reads]
      execution: {workers: [1, 2], repeats: 2}
      """
    let plan = try PlanReader().plan(bytes: Array(text.utf8), name: "t.yaml", folder: "/")
    return try ExperimentRunner(
      plan: plan, text: Array(text.utf8), resultsFolder: results, arguments: [], watcher: { _ in }
    ).run().folder
  }

  private func rows<Row: TableRow>(_ folder: RunFolder) throws -> [Row] {
    let path = folder.table(Row.table)
    let data = try #require(FileManager.default.contents(atPath: path))
    return try Row.table.read(Array(data), file: path)
  }

  private func sum(_ counts: EdgeCounts) -> Int {
    (counts.writeWrite ?? 0) + (counts.readAfterWrite ?? 0) + (counts.sameSender ?? 0)
  }

  @Test func workersAndGroupsAgree() throws {
    let folder = try run()
    let attempts: [AttemptRow] = try rows(folder)
    let groups: [GroupRow] = try rows(folder)
    let workers: [WorkerRow] = try rows(folder)
    for attempt in attempts {
      let own = workers.filter { $0.identity == attempt.identity && $0.attempt == attempt.attempt }
      #expect(own.map(\.worker) == Array(0..<attempt.identity.workers))
      let its = groups.filter { $0.identity == attempt.identity && $0.attempt == attempt.attempt }
      #expect(own.reduce(0) { $0 + $1.groupCount } == its.count)
      let busy = own.compactMap(\.busy).reduce(0, +)
      #expect(busy == its.compactMap(\.exec).reduce(0, +))
      #expect(busy == attempt.phases.workerBusy)
      let exec = try #require(attempt.phases.exec)
      for worker in own {
        let parts = [worker.busy, worker.queueWait, worker.idle].compactMap(\.self).reduce(0, +)
        #expect(parts == exec)
      }
    }
  }

  @Test func theTablesAgree() throws {
    let folder = try run()
    let blocks: [BlockRow] = try rows(folder)
    let attempts: [AttemptRow] = try rows(folder)
    let transactions: [TransactionRow] = try rows(folder)
    let dependencies: [DependencyRow] = try rows(folder)
    let conflicts: [ConflictRow] = try rows(folder)
    let makespans: [MakespanRow] = try rows(folder)
    let chainBlocks: [ChainBlockRow] = try rows(folder)

    #expect(transactions.count == 3 * 40)
    #expect(chainBlocks.map(\.identity.blockNumber) == [1, 2, 3])
    #expect(makespans.count == blocks.count * 7)
    for block in blocks {
      let number = block.identity.blockNumber
      let edges = dependencies.filter { $0.identity.blockNumber == number }
      let own = transactions.filter { $0.identity.blockNumber == number }
      let chainBlock = try #require(chainBlocks.first { $0.identity.blockNumber == number })
      #expect(chainBlock.gasUsed == block.gasUsed && chainBlock.transactionCount == own.count)
      #expect(sum(block.bounds.dependencies) == edges.count)
      #expect(own.reduce(0) { $0 + $1.gasUsed } == block.gasUsed)
      let longest = try #require(own.map(\.chainGas).max())
      #expect(
        block.bounds.spanParallelism == Double(try #require(block.gasUsed)) / Double(longest))
      for transaction in own {
        #expect(
          transaction.dependencyCount == edges.count { $0.edge.second == transaction.transaction })
      }
    }
    for attempt in attempts {
      let edges = attempt.edges
      let all = dependencies.count { $0.identity.blockNumber == attempt.identity.blockNumber }
      let missed = sum(edges.missedHarmful) + sum(edges.missedBenign) + sum(edges.missedUnknown)
      #expect(sum(edges.trueEdges) + missed == all)
      #expect(attempt.outcome == .failed || sum(edges.missedHarmful) == 0)
      #expect((attempt.missedEdgeKind == nil) == (attempt.missedEdgeExcludedBy == nil))
      guard attempt.identity.workers == 1, attempt.identity.repetition == 1 else { continue }
      let rows = conflicts.filter {
        $0.identity.label == attempt.identity.label && $0.attempt == attempt.attempt
          && $0.identity.blockNumber == attempt.identity.blockNumber
      }
      #expect(rows.count == missed + sum(edges.falseEdges))
      #expect(
        rows.count { $0.classification == "missed-harmful" } == sum(edges.missedHarmful))
    }
    // Recorded once, whatever the workers and repeats.
    #expect(conflicts.allSatisfy { $0.identity.workers == 1 && $0.identity.repetition == 1 })
    #expect(dependencies.contains { $0.edge.resourceLabel == "oracle" })
    let failed = attempts.filter { $0.outcome == .failed && $0.tierStrategy == "singletons" }
    #expect(failed.contains { sum($0.edges.missedHarmful) > 0 })
  }

  @Test func theSummarySumsTheFirstAttemptsUp() throws {
    let folder = try run()
    let attempts: [AttemptRow] = try rows(folder)
    let makespans: [MakespanRow] = try rows(folder)
    let summary: [SummaryRow] = try rows(folder)
    #expect(summary.count == 4 * 2)
    for row in summary {
      func isOfRow(_ identity: RowIdentity) -> Bool {
        WayOfRunning(identity) == row.way && identity.repetition == 1
      }
      let first = attempts.filter { isOfRow($0.identity) && $0.attempt == 0 }
      #expect(first.count == 3)
      func total(_ edges: KeyPath<EdgeAssessment, EdgeCounts>) -> Int {
        first.reduce(0) { $0 + sum($1.edges[keyPath: edges]) }
      }
      #expect(row.edges.trueEdges.sum == total(\.trueEdges))
      #expect(row.edges.falseEdges.sum == total(\.falseEdges))
      #expect(row.edges.missedHarmful.sum == total(\.missedHarmful))
      #expect(row.edges.missedBenign.sum == total(\.missedBenign))
      for workers in MakespanRow.virtualWorkers {
        let efficiencies = makespans.filter {
          isOfRow($0.identity) && $0.virtualWorkers == workers
        }.compactMap(\.efficiency).sorted()
        #expect(row.efficiency[workers] == efficiencies[1])
      }
      #expect(row.strategy != "attributed-reads" || row.edges.missedHarmful.sum == 0)
    }
  }

  @Test func aFallbackSaysWhereTheMissedResourceWasRead() throws {
    let attempts: [AttemptRow] = try rows(try run())
    let missed = attempts.filter {
      $0.outcome == .failed && $0.tierStrategy == "address-narrowed" && $0.missedEdgeKind != nil
    }
    try #require(!missed.isEmpty)
    for row in missed {
      #expect(row.missedEdgeOpcode == "SLOAD")
      #expect(row.missedEdgeCallDepth ?? 0 >= 2)
      #expect(row.missedEdgeExcludedBy == "address-not-known")
    }
  }

  @Test func virtualTimesAreBounded() throws {
    let rows: [MakespanRow] = try rows(try run())
    for row in rows {
      let bound = try #require(row.boundMakespanGas)
      let needed = try #require(row.makespanGas)
      #expect(needed > 0 && bound > 0 && row.boundMakespan != nil && row.makespan != nil)
      if row.virtualWorkers == 1, row.identity.strategy == "sequential" {
        #expect(needed == bound && row.efficiency == 1)
      }
      if row.identity.strategy == "sequential" {
        let alone = rows.first {
          $0.identity == row.identity && $0.virtualWorkers == 1
        }
        #expect(needed == alone?.makespanGas)
      }
    }
  }
}
