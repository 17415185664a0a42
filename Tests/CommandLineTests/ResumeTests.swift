import Foundation
import Records
import TestSupport
import Testing

/// Runs that are killed and completed, and runs in parts.
@Suite(.timeLimit(.minutes(15))) final class ResumeTests {
  private static let experiment = """
    schema: 1
    name: parts
    blockSets:
      - {name: a, generate: {seed: 1, blocks: 2, transactions: 20, mix: {transfer: 2, token: 1}}}
      - {name: b, generate: {seed: 2, blocks: 3, transactions: 30, mix: {swap: 2, oracleRead: 1}}}
      - {name: c, generate: {seed: 3, blocks: 1, transactions: 60, mix: {transfer: 1, swap: 1}}}
      - {name: wrong, path: broken.json}
      - {name: d, generate: {seed: 4, blocks: 4, transactions: 10, mix: {token: 1, counter: 1}}}
    strategies: [sequential, singletons, address-narrowed]
    execution: {workers: [1, 2], repeats: 2}

    """

  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Self.experiment.write(toFile: "\(folder)/parts.yaml", atomically: true, encoding: .utf8)
    // A set that fails, so that there are failures to be kept.
    try "{\"format\": \"real-block/1\"}".write(
      toFile: "\(folder)/broken.json", atomically: true, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func run(_ arguments: String...) throws -> CommandLineRun {
    try CommandLineRun(arguments, folder: folder)
  }

  /// The folders of the runs below a folder of results, in order.
  private func runs(in results: String) -> [String] {
    let path = "\(results)/parts"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(path)")) ?? []
    return names.sorted().map { "\(path)/\($0)" }
  }

  /// A run without interruption, for comparison.
  private func whole() throws -> String {
    let run = try run("run", "parts.yaml", "--output", "whole")
    // One of its sets cannot be read.
    #expect(run.status == 1, "\(run.errors)")
    return try #require(runs(in: "whole").first)
  }

  private func manifest(_ path: String) throws -> RunManifest {
    try JSONFile.read(RunManifest.self, from: RunFolder(path: "\(folder)/\(path)").manifest)
  }

  private func expectEqual(_ path: String, _ whole: String, _ comment: Comment) throws {
    func compare<Row>(_ table: Table<Row>) throws {
      let fields = try deterministicText(table, in: path)
      #expect(try fields == deterministicText(table, in: whole), comment)
      #expect(fields.split(separator: "\n").count > 1)
    }
    try compare(BlockRow.table)
    try compare(AttemptRow.table)
    try compare(GroupRow.table)
    try compare(SummaryRow.table)
    let (one, other) = (try manifest(path), try manifest(whole))
    #expect(one.failures == other.failures, comment)
    #expect(one.status == other.status, comment)
    #expect(one.cells == other.cells, comment)
  }

  /// A table with its deterministic columns only.
  private func deterministicText<Row>(_ table: Table<Row>, in path: String) throws -> String {
    let file = RunFolder(path: "\(folder)/\(path)").table(table)
    var parser = CSVParser(
      Array(try Data(contentsOf: URL(filePath: file))), file: table.fileName)
    var text = ""
    while let fields = try parser.next() {
      let kept = zip(table.columns, fields).filter(\.0.field.isDeterministic).map(\.1)
      text += CSV.line(kept)
    }
    return text
  }

  // MARK: Resume

  @Test(arguments: 1...3) func aKilledRunIsCompleted(round: UInt64) throws {
    let seed = UInt64.random(in: 0...(.max)) ^ round
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    let began = ContinuousClock.now
    let whole = try whole()
    let milliseconds = Int(began.duration(to: .now) / .milliseconds(1))
    var kills = 0
    var arguments = ["run", "parts.yaml", "--output", "killed"]
    while true {
      let process = try CommandLineRun.start(arguments, folder: folder)
      // The last rounds come to an end.
      if kills < 6 {
        usleep(UInt32(Int.random(in: 0...milliseconds, using: &random) * 1000))
        kill(process.processIdentifier, SIGKILL)
        kills += 1
      }
      process.waitUntilExit()
      if process.terminationReason == .exit {
        // A run that was killed before it began cannot be resumed, and says so.
        if process.terminationStatus == 1 { break }
        let errors = try String(contentsOfFile: "\(folder)/errors.txt", encoding: .utf8)
        try #require(errors.contains("there is no run.json"), "\(errors), seed \(seed)")
        arguments = ["run", "parts.yaml", "--output", "killed"]
        continue
      }
      if let last = runs(in: "killed").last { arguments = ["run", "--resume", last] }
    }
    let completed = try #require(runs(in: "killed").last)
    try expectEqual(completed, whole, "seed \(seed)")
  }

  @Test func aFinishedRunIsLeftAsItIs() throws {
    let whole = try whole()
    let blocks = try Data(contentsOf: URL(filePath: "\(folder)/\(whole)/blocks.csv"))
    let again = try run("run", "--resume", whole)
    #expect(again.status == 1)
    #expect(!again.errors.contains(" runs, "))
    #expect(try Data(contentsOf: URL(filePath: "\(folder)/\(whole)/blocks.csv")) == blocks)
    #expect(try manifest(whole).resumedAt?.count == 1)
  }

  @Test func whatCannotBeResumedIsSaid() throws {
    let whole = try whole()
    func refused(_ message: String, _ arguments: String...) throws {
      let run = try CommandLineRun(["run"] + arguments, folder: folder)
      #expect(run.status == 2)
      #expect(run.errors.contains(message), "\(run.errors)")
    }
    try refused("there is no such folder", "--resume", "nothing")
    try refused("there is no run.json", "--resume", ".")
    try refused("name nothing else", "parts.yaml", "--resume", whole)
    try refused("name an experiment file")
    try refused("'3/2'", "parts.yaml", "--shard", "3/2")
    // One file of one set has changed since, and one cell is to be run again.
    let key = try #require(try manifest(whole).cells.first)
    try FileManager.default.removeItem(atPath: "\(folder)/\(whole)/cells/\(key).csv")
    try "{\"format\": \"real-block/2\"}".write(
      toFile: "\(folder)/broken.json", atomically: true, encoding: .utf8)
    try refused("the input of block set wrong has changed", "--resume", whole)
    let path = "\(folder)/\(whole)/resolved.yaml"
    let resolved = try String(contentsOfFile: path, encoding: .utf8)
    try resolved.replacing("seed: 0", with: "seed: 1")
      .write(toFile: path, atomically: true, encoding: .utf8)
    try refused("resolved.yaml is not the plan that the run began with", "--resume", whole)
  }

  @Test func nobodyElseRecordsToARunThatIsUnderWay() throws {
    let whole = try whole()
    let cells = open("\(folder)/\(whole)/cells", O_RDONLY)
    try #require(cells >= 0 && flock(cells, LOCK_EX | LOCK_NB) == 0)
    defer { close(cells) }
    let run = try run("run", "--resume", whole)
    #expect(run.status == 2)
    #expect(run.errors.contains("another balbench is recording to this folder"))
  }

  // MARK: Shards

  @Test func shardsMergedEqualTheWhole() throws {
    let whole = try whole()
    for part in 1...3 {
      let run = try run("run", "parts.yaml", "--shard", "\(part)/3", "--output", "part\(part)")
      #expect(run.status <= 1, "\(run.errors)")
    }
    let parts = (1...3).flatMap { runs(in: "part\($0)") }
    try #require(parts.count == 3)
    for part in parts { #expect(try manifest(part).shard != nil) }
    let merged = try CommandLineRun(["merge"] + parts + ["-o", "merged"], folder: folder)
    #expect(merged.status == 1, "\(merged.errors)")
    #expect(merged.output.hasSuffix("results: merged\n"))
    try expectEqual("merged", whole, "merged")
    #expect(try manifest("merged").mergedFrom?.map(\.shard) == ["1/3", "2/3", "3/3"])
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/merged.partial"))

    func refused(_ message: String, _ runs: [String], to output: String = "more") throws {
      let run = try CommandLineRun(["merge"] + runs + ["-o", output], folder: folder)
      #expect(run.status == 2)
      #expect(run.errors.contains(message), "\(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/more"))
    }
    try refused("shard 3/3 is not among the runs", Array(parts.dropLast()))
    try refused("cells are in none of the runs", Array(parts.dropLast()))
    try refused("of \(parts[0]) are in \(parts[0]) too", parts + [parts[0]])
    try refused("it exists already", parts, to: "merged")
    try refused("nothing/run.json", parts + ["nothing"])
    let again = try run("run", "--resume", "merged")
    #expect(again.status == 2)
    #expect(again.errors.contains("was merged from others"))

    // Columns that this program does not write.
    let cell = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(parts[1])/cells").sorted()
        .first { $0.hasSuffix(".attempts.csv") })
    let cellFile = "\(folder)/\(parts[1])/cells/\(cell)"
    let rows = try String(contentsOfFile: cellFile, encoding: .utf8)
    for (old, new, message) in [
      (
        ",merge_ns,", ",joining_ns,",
        "\(cell):1: error: the columns are those of another version of this program (without"
          + " 'merge_ns', with 'joining_ns'); use the executable that recorded the run"
      ),
      (",exec_ns,merge_ns,", ",merge_ns,exec_ns,", "this program (in another order)"),
      (rows, "", "\(cell):1: error: the file is empty"),
    ] {
      try rows.replacing(old, with: new, maxReplacements: 1)
        .write(toFile: cellFile, atomically: true, encoding: .utf8)
      try refused(message, parts)
    }
    try rows.write(toFile: cellFile, atomically: true, encoding: .utf8)

    // Another plan, and another executable.
    let other = try run("run", "parts.yaml", "--workers", "3", "--output", "other")
    #expect(other.status == 1)
    try refused("runs another plan than", parts + runs(in: "other"))
    let file = "\(folder)/\(parts[2])/run.json"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let digest = try manifest(parts[2]).build.executableDigest
    try text.replacing(digest, with: String(digest.reversed()))
      .write(toFile: file, atomically: true, encoding: .utf8)
    try refused("was recorded by another executable than", parts)
    let resumed = try run("run", "--resume", parts[2])
    #expect(resumed.status == 2)
    #expect(resumed.errors.contains("this is another executable than the one that began the run"))
  }
}
