import Foundation
import TestSupport
import Testing

/// Experiments with a strategy in a process of its own, as a user runs them.
@Suite final class ProcessStrategyRunTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func run(_ command: String = "run", process: String) throws -> CommandLineRun {
    let text = """
      schema: 1
      name: other
      blockSets:
        - {name: made, generate: {seed: 3, blocks: 2, transactions: 12, mix: {transfer: 1}}}
      strategies: [singletons, process: \(process)]
      execution: {warmup: 0}

      """
    try text.write(toFile: "\(folder)/other.yaml", atomically: true, encoding: .utf8)
    return try CommandLineRun(command, "other.yaml", folder: folder)
  }

  private func write(script: String) throws {
    try script.write(toFile: "\(folder)/my.sh", atomically: true, encoding: .utf8)
  }

  private func results(_ run: CommandLineRun) throws -> String {
    let last = try #require(run.output.split(separator: "\n").last)
    return "\(folder)/\(last.dropFirst("results: ".count))"
  }

  @Test func errorsAreShownAndKept() throws {
    try write(
      script: "read -r line; echo $line >&2; printf 'half'; printf 'a\\033[1mb' >&2; exit 1")
    let run = try run(process: "{command: [sh, my.sh], name: mine, options: {depth: [3, x]}}")
    #expect(run.status == 0, "\(run.errors)")
    let hello =
      #"{"protocol":"bal-strategy","version":1,"strategy":"mine","#
      + #""needs":["block-access-list"],"options":{"depth":[3,"x"]}}"#
    #expect(run.errors.contains("[mine] \(hello)\n"))
    #expect(!run.errors.contains("\u{1b}"))
    let results = try results(run)
    let kept = try String(contentsOfFile: "\(results)/stderr/1-mine.txt", encoding: .utf8)
    #expect(kept == String(repeating: "\(hello)\na\u{1b}[1mb", count: 2))
    let attempts = try String(contentsOfFile: "\(results)/attempts.csv", encoding: .utf8)
    #expect(
      attempts.contains(
        "the process ended with exit code 1, awaiting the handshake; 4 bytes came without a"
          + " newline; its last words: a [1mb"))
    let manifest = try String(contentsOfFile: "\(results)/run.json", encoding: .utf8)
    #expect(manifest.contains("sha256-"))
  }

  @Test func theResolvedPlanReadsBack() throws {
    try write(script: "exit 1")
    let run = try run(process: "{command: [sh, my.sh], timeout_s: 2, needs: [observed-reads]}")
    #expect(run.output.contains("process-my"))
    let path = try results(run) + "/resolved.yaml"
    let resolved = try String(contentsOfFile: path, encoding: .utf8)
    #expect(resolved.contains("process: {command: [sh, my.sh], name: process-my"))
    let again = try CommandLineRun("check", "--resolved", path, folder: folder)
    #expect(again.output == resolved)
  }

  @Test func everyProblemOfItsOptionsIsNamed() throws {
    let run = try run(
      "check",
      process: "{command: [], name: refined, timeout_s: 0, needs: [reads], options: 3, comand: x}")
    #expect(run.status == 2)
    for message in [
      "'command' is empty", "'refined' is a strategy of this build", "'timeout_s' is 0",
      "'reads' is none of block-access-list", "expected the options of the process as a mapping",
      "unknown key 'comand' in 'process'",
    ] {
      #expect(run.errors.contains(message), "\(run.errors)")
    }
  }
}
