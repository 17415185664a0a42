import Foundation
import TestSupport
import Testing

/// What programs read: JSON alone on standard output, as docs/json-output.md has it.
@Suite final class JSONOutputTests {
  private static let experiment = """
    schema: 1
    name: tiny
    blockSets:
      - {name: made, generate: {seed: 3, blocks: 2, transactions: 12, mix: {transfer: 2, token: 1}}}
    strategies: [sequential, address-narrowed]

    """

  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Self.experiment.write(toFile: folder + "/tiny.yaml", atomically: true, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func run(_ arguments: [String], status: Int32 = 0) throws -> CommandLineRun {
    let run = try CommandLineRun(arguments, folder: folder)
    #expect(run.status == status, "\(run.errors)")
    return run
  }

  private func object(_ arguments: String..., status: Int32 = 0) throws -> [String: Any] {
    let output = try run(arguments, status: status).output
    return try #require(
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any], "\(output)")
  }

  private func lines(_ arguments: String...) throws -> [[String: Any]] {
    try run(arguments).output.split(separator: "\n").map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
  }

  /// The page's first table has a row for every command with `--json`, and for no other.
  @Test func everyCommandWithJSONHasItsRowInThePage() throws {
    let page = try String(
      contentsOf: PackageRoot.folder.appending(path: "docs/json-output.md"), encoding: .utf8)
    let table = try #require(page.components(separatedBy: "\n## ").first)
    let documented = table.split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap { row in
      row.dropFirst().prefix { $0 != "|" }.matches(of: /`([^`]+)`/).map { String($0.output.1) }
    }
    let commands = try CommandTree.all().filter { _, command in
      (command.arguments ?? []).contains { ($0.names ?? []).contains { $0.name == "json" } }
    }.map { $0.path.joined(separator: " ") }
    try #require(!commands.isEmpty)
    #expect(documented.sorted() == commands.sorted())
  }

  @Test func checkSaysWhatWouldRunAndEveryProblem() throws {
    let fine = try object("check", "tiny.yaml", "--json")
    #expect((fine["errors"] as? [Any])?.isEmpty == true)
    #expect(fine["strategies"] as? [String] == ["sequential", "address-narrowed"])
    #expect(fine["ways"] as? Int == 2)
    try Self.experiment.replacing("sequential", with: "sequentail").replacing("seed", with: "sede")
      .write(toFile: folder + "/wrong.yaml", atomically: true, encoding: .utf8)
    let wrong = try object("check", "wrong.yaml", "--json", status: 2)
    let errors = try #require(wrong["errors"] as? [[String: Any]])
    #expect(errors.map { $0["line"] as? Int } == [4, 5])
    #expect(errors[0]["column"] as? Int == 29)
    #expect(errors[0]["message"] as? String == "unknown key 'sede' in 'generate'")
    #expect(errors[0]["suggestion"] as? String == "did you mean 'seed'?")
    #expect(wrong["strategies"] == nil)
    let absent = try object("check", "absent.yaml", "--json", status: 2)
    #expect((absent["errors"] as? [[String: Any]])?.count == 1)
  }

  @Test func runAndMergeSayWhereTheResultsAreAndWhatCameOfThem() throws {
    let all = try object("run", "tiny.yaml", "--json")
    #expect(all["status"] as? String == "finished")
    let summary = try #require(all["summary"] as? [[String: Any]])
    #expect(summary.map { $0["label"] as? String } == ["sequential", "address-narrowed"])
    #expect(summary.allSatisfy { $0["blocks"] as? Int == 2 && $0["fallbacks"] as? Int == 0 })
    #expect(summary.allSatisfy { $0["all_match_reference"] as? Bool == true })
    #expect(summary.allSatisfy { $0["first_attempt_success"] as? Double == 1 })
    let results = try #require(all["results"] as? String)
    #expect(FileManager.default.fileExists(atPath: "\(folder)/\(results)/blocks.csv"))
    var parts: [String] = []
    for shard in ["1/2", "2/2"] {
      let part = try object(
        "run", "tiny.yaml", "--json", "--shard", shard, "--output", "p\(shard.prefix(1))")
      parts.append(try #require(part["results"] as? String))
    }
    let merged = try object("merge", parts[0], parts[1], "-o", "merged", "--json")
    #expect(merged["results"] as? String == "merged")
    #expect((merged["summary"] as? [Any])?.count == 2)
  }

  @Test func aFailedRunIsJSONToo() throws {
    try Self.experiment.replacing(
      "strategies:", with: "  - {name: broken, path: broken.json}\nstrategies:"
    ).write(toFile: folder + "/broken.yaml", atomically: true, encoding: .utf8)
    try "{\"format\": \"real-block/1\"}".write(
      toFile: folder + "/broken.json", atomically: true, encoding: .utf8)
    let run = try object("run", "broken.yaml", "--json", status: 1)
    #expect(run["status"] as? String == "failed")
    let failures = try #require(run["failures"] as? [[String: Any]])
    #expect(failures.first?["blockSet"] as? String == "broken")
  }

  @Test func recipesAreListedAndDescribed() throws {
    let list = try lines("recipes", "list", "--json")
    #expect(list.contains { $0["name"] as? String == "mint-rush" })
    let recipe = try object("recipes", "describe", "devnet-like", "--json")
    let kinds = try #require(recipe["transactions"] as? [[String: Any]])
    let shares = kinds.compactMap { $0["share"] as? Double }
    #expect(shares.count == kinds.count && abs(shares.reduce(0, +) - 1) < 1e-9)
    #expect((recipe["conflicts"] as? [[String: Any]])?.isEmpty == false)
    let generate = try #require(recipe["generate"] as? String)
    #expect(generate.contains("seed"))
  }

  @Test func blocksAreListedAndVerified() throws {
    _ = try run(["blocks", "generate", "--recipe", "devnet-like", "--blocks", "2", "-o", "set"])
    let blocks = try lines("blocks", "list", "set", "--json")
    #expect(blocks.map { $0["number"] as? Int } == [1, 2])
    #expect(blocks.allSatisfy { ($0["balBytes"] as? Int ?? 0) > 0 })
    let sets = try lines("blocks", "list", ".", "--json")
    #expect(sets.map { $0["blocks"] as? Int } == [2])
    let verified = try object("blocks", "verify", "set", "--json")
    #expect(verified["verified"] as? Int == 2)
    let file = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: folder + "/set")
        .first { $0.hasSuffix(".gz") || $0.hasSuffix(".zst") })
    try Data([1, 2, 3]).write(to: URL(filePath: "\(folder)/set/\(file)"))
    let damaged = try object("blocks", "verify", "set", "--json", status: 1)
    #expect((damaged["damages"] as? [String])?.count == 1)
  }
}
