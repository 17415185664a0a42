import Foundation
import TestSupport
import Testing

/// The command line as scripts see it: output, errors and exit codes.
@Suite final class CommandLineTests {
  private static let experiment = """
    schema: 1
    name: tiny
    question: Does it run?
    blockSets:
      - name: made
        generate: {seed: 3, blocks: 2, transactions: 12, mix: {transfer: 2, token: 1}}
      - {name: away, path: nothing, optional: true}
    strategies: [sequential, heuristic]
    execution: {workers: 2}

    """

  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write(Self.experiment, to: "tiny.yaml")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
  }

  @Test func aRunEndsWithItsTableAndThePathOfItsResults() throws {
    let run = try CommandLineRun("run", "tiny.yaml", folder: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("tiny: Does it run?\n\nmade: 2 blocks, 24 transactions\n"))
    #expect(run.output.contains("\naway: not there, left out ("))
    #expect(run.errors.contains("block set away is not there and is left out"))
    #expect(run.errors.contains("made: 4 of 4 runs, 100 %\n"))
    #expect(!run.errors.contains("\u{1B}"))
    // A path may be longer than any table.
    let lines = run.output.split(separator: "\n").filter { !$0.contains("/nothing") }
    #expect(lines.allSatisfy { $0.count <= 100 }, "\(lines.filter { $0.count > 100 })")
    let last = try #require(run.output.split(separator: "\n").last)
    #expect(last.hasPrefix("results: results/tiny/"))
    let path = last.dropFirst("results: ".count)
    #expect(FileManager.default.fileExists(atPath: "\(folder)/\(path)/blocks.csv"))
  }

  @Test func outputAndWorkersCanBeGiven() throws {
    let run = try CommandLineRun(
      "run", "tiny.yaml", "--output", "elsewhere", "--workers", "3", folder: folder)
    #expect(run.status == 0, "\(run.errors)")
    let last = try #require(run.output.split(separator: "\n").last)
    #expect(last.hasPrefix("results: elsewhere/tiny/"))
    let path = "\(folder)/\(last.dropFirst("results: ".count))/blocks.csv"
    let blocks = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(blocks.count == 5)
    #expect(blocks.dropFirst().allSatisfy { $0.contains(",,3,1,12,") })
  }

  @Test func checkSaysWhatWouldRun() throws {
    let run = try CommandLineRun("check", "tiny.yaml", folder: folder)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.output.hasPrefix("tiny.yaml: no errors\n"))
    let resolved = try CommandLineRun("check", "--resolved", "tiny.yaml", folder: folder)
    try write(resolved.output, to: "resolved.yaml")
    let again = try CommandLineRun("check", "--resolved", "resolved.yaml", folder: folder)
    #expect(again.output == resolved.output)
  }

  @Test(arguments: ["check", "run"])
  func everyProblemOfAFileGoesToStandardError(command: String) throws {
    try write(
      Self.experiment.replacing("heuristic", with: "hueristic").replacing("seed", with: "sede"),
      to: "wrong.yaml")
    let run = try CommandLineRun(command, "wrong.yaml", folder: folder)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(
      run.errors == """
        wrong.yaml:6:16: error: unknown key 'sede' in 'generate'
                generate: {sede: 3, blocks: 2, transactions: 12, mix: {transfer: 2, token: 1}}
                           ^~~~ did you mean 'seed'?
        wrong.yaml:8:26: error: unknown strategy 'hueristic'
            strategies: [sequential, hueristic]
                                     ^~~~~~~~~ did you mean 'heuristic'?

        """)
  }

  @Test(arguments: [
    ["frobnicate"], ["run"], ["run", "nothing.yaml"], ["run", "tiny.yaml", "--workers", "0"],
    ["run", "tiny.yaml", "--workers", "x"], ["run", "tiny.yaml", "--block-set", "away"],
    ["run", "tiny.yaml", "--block-set", "away=/nothing"], ["check", "tiny.yaml", "--frob"],
    ["run", "tiny.yaml", "--block-set", "awya=/tmp"], ["conformance"],
    ["conformance", "/nothing"], ["bench", "block", "/nothing"], ["bench", "evm", "tiny.yaml"],
    ["bench", "block", "--strategy", "hueristic"], ["bench", "grouping", "--repeats", "0"],
    ["conformance", "/tmp", "--jobs", "0"], ["completions", "tcsh"],
    ["recipes", "describe", "mint"],
    ["check", "tiny.yaml", "--json", "--resolved"], ["merge", "/nothing", "-o", "merged"],
    ["export", "/nothing", "--to", "out"], ["generate-docs", "tiny.yaml/docs"],
  ])
  func aWrongCommandLineExitsWithTwo(arguments: [String]) throws {
    let run = try CommandLineRun(arguments, folder: folder)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(!run.errors.isEmpty)
  }

  @Test func aFailedCellExitsWithOneAndIsRecorded() throws {
    try write("{\"format\": \"real-block/1\"}", to: "broken.json")
    let run = try CommandLineRun(
      "run", "tiny.yaml", "--block-set", "away=broken.json", folder: folder)
    #expect(run.status == 1)
    #expect(run.errors.contains("FAILED: away: input: "))
    #expect(run.output.contains("made: 2 blocks"))
    let last = try #require(run.output.split(separator: "\n").last)
    let manifest = try String(
      contentsOfFile: "\(folder)/\(last.dropFirst("results: ".count))/run.json", encoding: .utf8)
    #expect(manifest.contains("\"status\" : \"failed\""))
  }

  @Test func strategiesAreListedForPeopleAndPrograms() throws {
    let text = try CommandLineRun("strategies", folder: folder)
    #expect(text.status == 0)
    #expect(text.output.contains("\nattributed-reads 1.0\n"))
    #expect(text.output.contains("needs:   attributed-reads, block-access-list"))
    let json = try CommandLineRun("strategies", "--json", folder: folder)
    let entries = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    #expect(entries.count >= 6)
    for entry in entries {
      for key in ["name", "version", "summary", "options"] { #expect(entry[key] is String) }
      #expect(entry["needs"] is [String])
    }
  }
}
