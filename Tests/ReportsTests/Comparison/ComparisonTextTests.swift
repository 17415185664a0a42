import Foundation
import Records
import Reports
import Statistics
import Testing

@Suite struct ComparisonTextTests {
  private let baseline = RecordedRows.run(
    RecordedRows.blocks("refined") + RecordedRows.blocks("refined", workers: 2))

  private func lines(_ candidate: [BlockRow], _ metrics: [String] = []) throws -> [String] {
    var choice = Comparison.Choice()
    if !metrics.isEmpty { choice.metrics = try metrics.map { try #require(Metric.named($0)) } }
    let comparison = try Comparison(RecordedRows.run(candidate), with: baseline, choice)
    let lines = ComparisonText(comparison, baseline: "a", candidate: "b").lines
    #expect(lines.allSatisfy { $0.count <= 100 }, "\(lines.filter { $0.count > 100 })")
    return lines
  }

  @Test func whatIsTheSameTakesOneLine() throws {
    let candidate = RecordedRows.blocks("refined") + RecordedRows.blocks("refined", workers: 2)
    let lines = try lines(candidate, ["count-parallelism", "fallback", "wasted"])
    #expect(lines.contains("provenance: the same plan, inputs, executable and machine"))
    #expect(
      lines.dropFirst(lines.firstIndex(of: "set") ?? 0).prefix(4) == [
        "set",
        "the same on all blocks, in all ways of running them: count parallelism; fallback to a later"
          + " tier;", "  wasted time", "",
      ])
  }

  @Test func tablesSayWhatDiffersAndHowSurely() throws {
    let change: (inout BlockRow) -> Void = { row in
      row.shape.gasParallelism = 2.5
      row.total = (row.total ?? 0) - 500_000
    }
    let lines = try lines(
      RecordedRows.blocks("refined", change: change)
        + RecordedRows.blocks("refined", workers: 2, change: change),
      ["gas-parallelism", "total"])
    #expect(
      lines.dropLast(4).suffix(from: lines.firstIndex(of: "set") ?? 0) == [
        "set", "", "mean gas parallelism; higher is better",
        "strategy     A     B  difference   95 % interval   ↑/↓/=  verdict",
        "refined   3.00  2.50       −0.50  [−0.50, −0.50]  0/20/0  worse",
        "", "median gas parallelism; higher is better",
        "strategy     A     B  difference   95 % interval   ↑/↓/=  verdict",
        "refined   3.00  2.50       −0.50  [−0.50, −0.50]  0/20/0  worse",
        "", "median total time, ms; lower is better",
        "strategy  workers      A      B  difference     95 % interval   ↑/↓/=  verdict",
        "refined         1  2.030  1.530      −0.500  [−0.500, −0.500]  0/20/0  better",
        "refined         2  2.030  1.530      −0.500  [−0.500, −0.500]  0/20/0  better",
      ])
  }

  @Test func whatCannotBeShownIsExplained() throws {
    let lines = try lines(
      RecordedRows.blocks("refined", 1...3) { $0.shape.gasParallelism = 9 }, ["gas-parallelism"])
    #expect(
      lines.contains("refined   3.00  9.00       +6.00              –  3/0/0  no difference shown"))
    #expect(lines.contains("  refined: 17 blocks left out that only one side has a value of"))
    #expect(lines.contains("  refined: 3 blocks cannot show a difference; 6 could"))
    #expect(lines.contains("only in A: set: refined, 2 workers"))
    let few = try self.lines(
      RecordedRows.blocks("refined") { row in
        if row.identity.blockNumber < 6 { row.shape.gasParallelism = 9 }
      }, ["gas-parallelism"])
    #expect(few.contains("  refined: 5 differing blocks cannot show a difference; 6 could"))
  }

  @Test func noisyTimesAreWarnedOf() throws {
    let noisy = try lines(
      RecordedRows.blocks("refined") { row in
        row.total = 2_000_000 + 400_000 * UInt64(row.identity.repetition)
      }, ["total"])
    let warning = try #require(noisy.first { $0.hasPrefix("warning: times are noisy in 1 of 3 ") })
    #expect(warning.contains("repeats lie up to 14.3 % off"))
    let once = try lines(RecordedRows.blocks("refined", repeats: 1), ["gas-parallelism"])
    #expect(!once.contains { $0.hasPrefix("warning: ") })
  }

  @Test func theShortTableOfARunHasThreeMetrics() throws {
    let run = RecordedRows.run(
      RecordedRows.blocks("sequential") { $0.shape.countParallelism = 1 }
        + RecordedRows.blocks("refined")
        + RecordedRows.blocks("attributed-reads") { row in
          row.shape.countParallelism = 10
          row.total = (row.total ?? 0) - 300_000
        }
        + RecordedRows.blocks("sequential", workers: 2) { $0.shape.countParallelism = 1 }
        + RecordedRows.blocks("refined", workers: 2)
        + RecordedRows.blocks("attributed-reads", workers: 2) { row in
          row.shape.countParallelism = 10
          row.total = (row.total ?? 0) - 500_000
        }
        // More than the machine has cores for.
        + RecordedRows.blocks("refined", workers: 4)
        + RecordedRows.blocks("attributed-reads", workers: 4))
    let table = try #require(DifferenceTable(run))
    #expect(
      table.lines(of: "set") == [
        "differences from refined, with 95 % intervals over blocks; times with 2 workers",
        "strategy          ∥ mean                  1st %             total ms, median",
        "sequential        −4.05 [−4.45, −3.65] ▼  0.0 [0.0, 0.0] ≈  0.000 [0.000, 0.000] ≈",
        "attributed-reads  +4.95 [+4.55, +5.35] ▲  0.0 [0.0, 0.0] ≈  −0.500 [−0.500, −0.500] ▲",
        "▲ better, ▼ worse, ≈ no difference shown; more metrics: balbench compare RUN",
      ])
    #expect(table.lines(of: "other") == [])
    #expect(table.warnings == [])
    #expect(DifferenceTable(RecordedRows.run(RecordedRows.blocks("refined"))) == nil)
  }

  @Test func theSameIsThereForPrograms() throws {
    var choice = Comparison.Choice()
    choice.metrics = [try #require(Metric.named("total"))]
    choice.confidence = try #require(Confidence(0.9))
    let candidate = RecordedRows.run(
      RecordedRows.blocks("refined") { $0.total = ($0.total ?? 0) * 2 })
    let comparison = try Comparison(candidate, with: baseline, choice)
    let text = try ComparisonJSON(comparison, baseline: "a", candidate: "b").text()
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(json["confidence"] as? Double == 0.9)
    let difference = try #require((json["differences"] as? [[String: Any]])?.first)
    #expect(difference["metric"] as? String == "total")
    #expect(difference["baseline"] as? Double == 2_030_000)
    #expect(difference["relativeDifference"] as? Double == 1)
    #expect(difference["verdict"] as? String == "worse")
    #expect((difference["interval"] as? [Double])?.count == 2)
  }
}
