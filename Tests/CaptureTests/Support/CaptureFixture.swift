import BlockSets
import Capture
import EthereumTypes
import Execution
import Foundation
import Synchronization
import Testing

/// A folder that blocks are captured into, and that goes away with the test.
final class CaptureFixture {
  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// What became of each block, in words: `captured`, `present`, or why it failed.
  func capture(
    _ blocks: ClosedRange<UInt64>, from server: LoopbackServer, chainID: UInt64 = 1,
    fork: Fork? = nil, retries: Int = 0, timeout: Double = 30, largestAnswer: Int = 1 << 28,
    witness: WitnessMode = .auto, parallel: Int = 1
  ) throws -> [UInt64: String] {
    let client = RPCClient(
      url: try #require(URL(string: server.url)), timeoutSeconds: timeout,
      largestAnswer: largestAnswer,
      policy: RetryPolicy(retries: retries, firstPauseSeconds: 0.002, seed: 1))
    let rules = try #require(CaptureRules(chainID: chainID, fork: fork))
    let outcomes = Outcomes()
    RangeCapture(
      blocks, from: Node(client: client), rules: rules, into: try CaptureFolder(path: folder),
      witness: witness, parallel: parallel
    ).run { outcomes.add($0, $1) }
    return outcomes.all
  }

  /// The captured block, executed by those who load block sets.
  func executed(_ number: UInt64, chainID: UInt64 = 1) throws -> PreparedBlock {
    let path = "\(folder)/\(chainID)-\(number).json.gz"
    guard case .chains(let chains) = try BlockFile(path: path).read() else {
      throw RecordedNodeError.noChain(path)
    }
    return try Self.executed(try #require(chains.first))
  }

  /// Executes the only block of a chain.
  static func executed(_ chain: BlockChain) throws -> PreparedBlock {
    let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
    return try runner.prepare(try #require(chain.blocks.first))
  }

  /// The folder's files and their contents.
  static func contents(of folder: String) throws -> [String: [UInt8]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return try Dictionary(
      uniqueKeysWithValues: names.map { name in
        (name, Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))))
      })
  }
}

private final class Outcomes: Sendable {
  private let words = Mutex<[UInt64: String]>([:])

  var all: [UInt64: String] { words.withLock { $0 } }

  func add(_ number: UInt64, _ outcome: RangeCapture.Outcome) {
    words.withLock {
      $0[number] =
        switch outcome {
        case .captured(nil): "captured"
        case .captured(let reason?): "captured, state root not checked: \(reason)"
        case .present: "present"
        case .failed(let reason): "\(reason)"
        }
    }
  }
}
