import Foundation
import TestSupport
import Testing

/// A small recorded run in a folder of its own, which goes with it.
final class ReportedRun: Sendable {
  private static let experiment = """
    schema: 1
    name: reported
    question: Does <script>alert(1)</script> & "so" | on `stand`?
    blockSets:
      - name: made
        generate:
          seed: 2
          blocks: 12
          transactions: 40
          mix: {transfer: 4, token: 2, swap: 1, oracleRead: 2, oracleUpdate: 1}
          oracleConflictsPercent: 60
      - {name: away, path: nothing, optional: true}
    strategies: [sequential, address-narrowed, singletons, attributed-reads]
    execution: {workers: [1, 2], repeats: 2}

    """

  /// Where everything is.
  let folder: String
  /// The run's folder, seen from there.
  let results: String
  /// What the run printed.
  let output: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Self.experiment.write(
      toFile: "\(folder)/reported.yaml", atomically: true, encoding: .utf8)
    let run = try CommandLineRun("run", "reported.yaml", folder: folder)
    let last = try #require(run.output.split(separator: "\n").last, "\(run.errors)")
    results = String(last.dropFirst("results: ".count))
    output = run.output
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The text of a file of the run.
  func file(_ name: String, in path: String? = nil) throws -> String {
    try String(contentsOfFile: "\(folder)/\(path ?? results)/\(name)", encoding: .utf8)
  }
}
