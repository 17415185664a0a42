import Foundation
import TestSupport
import Testing

/// `balbench compare` as scripts see it, on runs of the tests' own.
@Suite final class CompareCommandTests {
  private static func experiment(_ strategies: String) -> String {
    """
    schema: 1
    name: compared
    blockSets:
      - name: made
        generate: {seed: 2, blocks: 8, transactions: 20, mix: {transfer: 1, token: 2}}
    strategies: [\(strategies)]

    """
  }

  private let folder: String
  private let first: String
  private let second: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var results: [String] = []
    for strategies in ["sequential, heuristic, address-narrowed", "address-narrowed, singletons"] {
      try Self.experiment(strategies).write(
        toFile: "\(folder)/compared.yaml", atomically: true, encoding: .utf8)
      let run = try CommandLineRun("run", "compared.yaml", folder: folder)
      let last = try #require(run.output.split(separator: "\n").last, "\(run.errors)")
      results.append(String(last.dropFirst("results: ".count)))
    }
    (first, second) = (results[0], results[1])
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func compare(_ arguments: String...) throws -> CommandLineRun {
    try CommandLineRun(["compare"] + arguments, folder: folder)
  }

  @Test func twoRunsAreComparedWhereTheyAreAlike() throws {
    let run = try compare(first, second)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("A  \(first)\nB  \(second), compared with A\ndiffers in"))
    for part in [
      "\nplan ", "\nonly in A: made: sequential, 1 worker; made: heuristic, 1 worker\n",
      "\nonly in B: made: singletons, 1 worker\n",
      "\nthe same on all blocks, in all ways of running them: count parallelism; gas",
      "\nmedian total time, ms; lower is better\n",
    ] {
      #expect(run.output.contains(part), "\(part)")
    }
  }

  @Test func strategiesOfOneRunAreCompared() throws {
    let run = try compare(first, "--baseline", "sequential", "--metric", "count-parallelism")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("\naddress-narrowed "))
    #expect(run.output.contains("  8/0/0  better\n"))
    let worse = try compare(
      first, "--baseline", "address-narrowed", "--metric", "count-parallelism", "--fail-on-worse")
    #expect(worse.status == 1)
    #expect(worse.output.contains("  worse\n"))
    #expect(worse.errors == "")
  }

  @Test func jsonIsForPrograms() throws {
    let run = try compare(first, "--json", "--confidence", "0.99", "--strategy", "sequential")
    #expect(run.status == 0, "\(run.errors)")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let differences = try #require(json["differences"] as? [[String: Any]])
    #expect(differences.allSatisfy { $0["strategy"] as? String == "sequential" })
    #expect(json["baselineStrategy"] as? String == "heuristic")
  }

  @Test func wrongRequestsSayWhatIsExpected() throws {
    let cases: [(arguments: [String], error: String)] = [
      ([first, "--baseline", "sequentail"], "did you mean 'sequential'?"),
      ([first, "--strategy", "x"], "unknown strategy 'x'; there is sequential, heuristic"),
      ([first, "--metric", "totl"], "did you mean 'total'?"),
      ([first, "--confidence", "95"], "--confidence is 95.0; use 0.5 to 0.999"),
      (
        [first, second, "--baseline", "sequential"], "--baseline compares the strategies of one run"
      ),
      ([first, second, first], "3 runs are given; name one or two"),
      ([first, "nowhere"], "nowhere/run.json: error: cannot read the file"),
    ]
    for (arguments, error) in cases {
      let run = try CommandLineRun(["compare"] + arguments, folder: folder)
      #expect(run.status == 2, "\(arguments)")
      #expect(run.errors.contains(error), "\(arguments): \(run.errors)")
      #expect(run.output == "", "\(arguments)")
    }
  }
}
