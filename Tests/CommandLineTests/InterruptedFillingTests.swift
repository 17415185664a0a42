import Foundation
import TestSupport
import Testing

/// A run that is killed while it fills the database of a store.
@Suite final class InterruptedFillingTests {
  // So many accounts that filling takes many times as long as a look at the file.
  private static let experiment = """
    schema: 1
    name: killed
    blockSets:
      - name: made
        generate: {seed: 3, blocks: 1, transactions: 10, mix: {transfer: 1}, accounts: 30000}
    strategies: [sequential]
    execution: {store: {lmdb: {}}, warmup: 0}

    """

  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Self.experiment.write(
      toFile: "\(folder)/killed.yaml", atomically: true, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// - Parameter bytes: The size of the database at which the run is killed: when there is one,
  ///   or after some of its transactions.
  @Test(.timeLimit(.minutes(15)), arguments: [1, 1_000_000])
  func theNextRunDetectsAndRebuilds(bytes: Int) throws {
    let process = try CommandLineRun.start(["run", "killed.yaml"], folder: folder)
    while databaseSize < bytes, process.isRunning { usleep(200) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try #require(process.terminationReason == .uncaughtSignal, "it ended before it was killed")

    let next = try CommandLineRun("run", "killed.yaml", folder: folder)
    #expect(next.status == 0, "\(next.errors)")
    #expect(
      next.errors.contains("filling the store of block set made: results/.stores/"),
      "\(next.errors)")
    #expect(next.errors.contains(": filling it was interrupted\n"), "\(next.errors)")
    #expect(next.output.contains("made: 1 block, 10 transactions\n"))
    #expect(!next.output.contains("FAILED"))

    let last = try CommandLineRun("run", "killed.yaml", folder: folder)
    #expect(last.status == 0, "\(last.errors)")
    #expect(!last.errors.contains("filling"))
  }

  private var databaseSize: Int {
    let stores = "\(folder)/results/.stores"
    guard let set = try? FileManager.default.contentsOfDirectory(atPath: stores).first,
      let attributes = try? FileManager.default.attributesOfItem(
        atPath: "\(stores)/\(set)/data.mdb")
    else { return 0 }
    return (attributes[.size] as? NSNumber)?.intValue ?? 0
  }
}
