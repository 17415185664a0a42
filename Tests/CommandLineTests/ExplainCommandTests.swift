import Foundation
import TestSupport
import Testing

/// `balbench explain` as scripts see it, on a run of the tests' own.
@Suite final class ExplainCommandTests {
  private static let experiment = """
    schema: 1
    name: explained
    blockSets:
      - name: made
        generate:
          seed: 2
          blocks: 3
          transactions: 40
          mix: {token: 2, swap: 1, oracleRead: 4, oracleUpdate: 1}
          oracleConflictsPercent: 100
      - name: other
        generate: {seed: 3, blocks: 1, transactions: 5, mix: {transfer: 1}}
    strategies: [sequential, heuristic, address-narrowed]

    """

  private let folder: String
  private let results: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Self.experiment.write(
      toFile: "\(folder)/explained.yaml", atomically: true, encoding: .utf8)
    let run = try CommandLineRun("run", "explained.yaml", folder: folder)
    let last = try #require(run.output.split(separator: "\n").last, "\(run.errors)")
    results = String(last.dropFirst("results: ".count))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func explain(_ arguments: String...) throws -> CommandLineRun {
    try CommandLineRun(["explain", "--run", results] + arguments, folder: folder)
  }

  private func json(_ arguments: String...) throws -> [String: Any] {
    let run = try CommandLineRun(
      ["explain", "--run", results, "--format", "json"] + arguments, folder: folder)
    #expect(run.status == 0, "\(run.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  /// The number of a block at which the narrowed strategy falls back.
  private func fallenBlock() throws -> String {
    let attempts = try String(contentsOfFile: "\(folder)/\(results)/attempts.csv", encoding: .utf8)
    let row = attempts.split(separator: "\n").first {
      $0.contains(",address-narrowed,") && $0.contains(",failed,")
    }
    return String(try #require(row?.split(separator: ",")[1]))
  }

  @Test func aFallbackIsExplainedInWords() throws {
    let block = try fallenBlock()
    let run = try explain(
      "--block", block, "--block-set", "made", "--strategy", "address-narrowed", "--attempt", "0")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("made block \(block) (generated) under address-narrowed"))
    for part in [
      "\nattempts\n  0  tier 0, address-narrowed: failed, ", "     missed: ",
      "first touches it at call depth ", ", by SLOAD; nothing in the transaction or its writes",
      "[oracle]", "\ngroups of attempt 0\n", "\nmissed-harmful: ", "\nhottest resources",
      "\nwhat would split the largest group",
    ] {
      #expect(run.output.contains(part), "\(part)")
    }
  }

  @Test func twoTransactionsAreJoinedOrApart() throws {
    let block = try fallenBlock()
    let whole = try json(
      "--block", block, "--block-set", "made", "--strategy", "heuristic")
    let groups = try #require(whole["groups"] as? [[Int]])
    let components = try #require(whole["components"] as? [[Int]])
    let joined = try #require(groups.first { $0.count > 1 })
    for (first, second) in [(joined[0], joined[1]), (0, 39), (39, 0)] {
      let pair = try #require(
        try json(
          "--block", block, "--block-set", "made", "--strategy", "heuristic", "--tx", "\(first)",
          "--tx", "\(second)")["pair"] as? [String: Any])
      let sharesGroup = groups.contains { $0.contains(first) && $0.contains(second) }
      let depends = components.contains { $0.contains(first) && $0.contains(second) }
      let relation = try #require(pair["relation"] as? String)
      #expect(
        relation
          == (sharesGroup
            ? depends ? "joined-by-need" : "joined-without-need"
            : depends ? "apart-though-dependent" : "apart-and-independent"))
      let chain = try #require(pair["chain"] as? [[String: Any]])
      #expect(chain.isEmpty == (relation == "apart-and-independent"))
      if let start = chain.first, let end = chain.last {
        let ends = [start, end].flatMap { [$0["first"] as? Int, $0["second"] as? Int] }
        #expect(ends.contains(first) && ends.contains(second))
      }
    }
  }

  @Test func leavingTheOracleOutIsFound() throws {
    let splits = try #require(
      try json("--block", try fallenBlock(), "--block-set", "made")["splits"] as? [[String: Any]])
    for split in splits {
      #expect(split["largestComponent"] as? Int ?? 40 < 40)
      #expect(split["countParallelism"] as? Double ?? 0 >= 1)
    }
  }

  @Test(arguments: ["dot", "svg"])
  func drawingsGoToAFile(format: String) throws {
    let run = try explain(
      "--block", "1", "--block-set", "made", "--strategy", "heuristic", "--format", format, "-o",
      "drawing")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.isEmpty)
    let text = try String(contentsOfFile: "\(folder)/drawing", encoding: .utf8)
    if format == "svg" {
      let parser = XMLText(text)
      #expect(parser.isWellFormed)
      #expect(text.components(separatedBy: "<rect class=\"box\"").count == 41)
    } else {
      #expect(text.hasPrefix("digraph block {\n") && text.hasSuffix("}\n"))
      for transaction in 0..<40 { #expect(text.contains("t\(transaction) [label")) }
    }
  }

  @Test(
    arguments: [
      (["--block", "99"], "unknown block '99'; there is 1, 2, 3"),
      (["--block", "1"], "several blocks have the number 1; choose with --block-set: made, other"),
      (
        ["--block", "2", "--strategy", "hueristic"],
        "unknown strategy 'hueristic'; there is sequential, heuristic, address-narrowed; did you"
          + " mean 'heuristic'?"
      ),
      (["--block", "2", "--tx", "40"], "unknown transaction '40'; there is 0 to 39"),
      (["--block", "2", "--tx=-1"], "unknown transaction '-1'"),
      (["--block", "2", "--attempt", "7"], "unknown attempt '7'; there is 0"),
      (["--block", "2", "--block-set", "mad"], "did you mean 'made'?"),
      (["--block", "2", "--tx", "1", "--tx", "2", "--tx", "3"], "use up to two"),
      (["--block", "2", "--format", "pdf"], "pdf"), ([], "--block"),
    ])
  func whatTheRunDoesNotHoldIsSaid(arguments: [String], message: String) throws {
    let run = try CommandLineRun(["explain", "--run", results] + arguments, folder: folder)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(message) && !run.errors.isEmpty, "\(run.errors)")
  }

  @Test func aFolderThatIsNoRunIsSaid() throws {
    let run = try CommandLineRun("explain", "--run", "/nothing", "--block", "1", folder: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains("/nothing/run.json"))
    try FileManager.default.removeItem(atPath: "\(folder)/\(results)/dependencies.csv")
    let earlier = try explain("--block", "2")
    #expect(earlier.status == 2)
    #expect(earlier.errors.contains("dependencies.csv: error: cannot read the file"))
    #expect(earlier.errors.contains("expected a folder that this version's `run` made"))
  }
}

/// Whether the tags of a text close as XML asks for.
private struct XMLText {
  let isWellFormed: Bool

  init(_ text: String) {
    var open: [Substring] = []
    var isBalanced = true
    for part in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
      guard let end = part.firstIndex(of: ">") else {
        isBalanced = false
        break
      }
      let tag = part[..<end]
      let name = tag.prefix { $0 != " " && $0 != "/" }
      if tag.hasPrefix("/") {
        isBalanced = isBalanced && open.popLast() == tag.dropFirst()
      } else if !tag.hasSuffix("/") {
        open.append(name)
      }
    }
    isWellFormed = isBalanced && open.isEmpty
  }
}
