import BlockSets
import Capture
import EthereumTypes
import Execution
import Foundation
import Testing

/// State roots are checked by trie nodes that the node proves, and never by wrong ones.
@Suite(.serialized, .enabled(if: RecordedNode.folder != nil, RecordedNode.absence))
struct WitnessTests {
  /// Blocks of every fork with recorded trie nodes and all codes. In 2675000 empty accounts exist.
  static let blocks: [(chainID: UInt64, number: UInt64)] = [
    (1, 1_150_001), (1, 2_675_000), (1, 4_370_000), (1, 9_069_000), (1, 15_050_000),
    (1, 15_537_394), (1, 19_426_587), (1, 20_378_342), (1, 20_528_710), (1, 20_612_842),
    (1, 23_587_691), (1, 23_879_620), (1, 24_628_607), (17_000, 2_971_845), (17_000, 2_971_847),
    (11_155_111, 10_100_112),
  ]

  private func capture(
    _ number: UInt64, chainID: UInt64 = 1, _ behaviour: RecordedNode.Behaviour,
    witness: WitnessMode = .auto, into fixture: CaptureFixture
  ) throws -> String {
    let node = try RecordedNode(chainID: chainID, [number], behaviour)
    let server = try LoopbackServer { node.answer($0) }
    let outcome = try fixture.capture(
      number...number, from: server, chainID: chainID, retries: 1, witness: witness)
    return try #require(outcome[number])
  }

  @Test(arguments: blocks) func theStateRootIsChecked(chainID: UInt64, number: UInt64) throws {
    try checkStateRoot(number, chainID: chainID, .init())
  }

  @Test(arguments: [2_675_000, 20_378_342, 23_587_691] as [UInt64])
  func anExecutionWitnessDoesAsWell(number: UInt64) throws {
    try checkStateRoot(
      number, chainID: 1, .init(hasTracer: false, hasProofs: false, hasExecutionWitness: true))
  }

  private func checkStateRoot(
    _ number: UInt64, chainID: UInt64, _ behaviour: RecordedNode.Behaviour
  ) throws {
    let fixture = try CaptureFixture()
    let outcome = try capture(
      number, chainID: chainID, behaviour, witness: .required, into: fixture)
    try #require(outcome == "captured")
    let block = try fixture.executed(number, chainID: chainID)
    #expect(block.postStateRoot == block.header.stateRoot)
    #expect(try Self.verification(number, chainID: chainID, in: fixture) == "{\"stateRoot\":true}")
  }

  /// What a record says of its state root.
  private static func verification(
    _ number: UInt64, chainID: UInt64 = 1, in fixture: CaptureFixture
  ) throws -> String {
    try InputFile.document(at: "\(fixture.folder)/\(chainID)-\(number).json.gz").withRoot { root in
      String(decoding: try root.object().required("verification").compactText, as: UTF8.self)
    }
  }

  @Test func withoutProofsTheRecordSaysWhy() throws {
    let number: UInt64 = 19_426_587
    let fixture = try CaptureFixture()
    let outcome = try capture(number, .init(hasProofs: false), into: fixture)
    let reason = "the node has no eth_getProof; the node has no debug_executionWitness"
    #expect(outcome == "captured, state root not checked: \(reason)")
    #expect(
      try Self.verification(number, in: fixture)
        == "{\"stateRoot\":false,\"stateRootNotChecked\":\"\(reason)\"}")
    let refused = try capture(
      number, .init(hasProofs: false), witness: .required, into: try CaptureFixture())
    #expect(refused == "the state root could not be checked: \(reason)")
  }

  @Test func aWitnessThatIsRequiredIsCapturedLater() throws {
    let number: UInt64 = 19_426_587
    let fixture = try CaptureFixture()
    let without = try capture(number, .init(), witness: .off, into: fixture)
    #expect(without == "captured, state root not checked: no witness was wanted")
    #expect(try capture(number, .init(), into: fixture) == "present")
    #expect(try capture(number, .init(), witness: .required, into: fixture) == "captured")
    #expect(try capture(number, .init(), witness: .required, into: fixture) == "present")
  }

  /// Blocks that delete what leaves a branch with a single child, which is no branch.
  @Test(arguments: [2_675_000, 9_069_000, 19_426_587, 20_378_342] as [UInt64])
  func aDeletionNeedsProofsAfterTheBlock(number: UInt64) throws {
    let fixture = try CaptureFixture()
    let outcome = try capture(number, .init(hasProofsAfter: false), into: fixture)
    #expect(outcome.hasPrefix("captured, state root not checked: the witness lacks node 0x"))
    #expect(
      outcome.hasSuffix(
        "; eth_getProof: error -32000: missing trie node; the node has no debug_executionWitness"),
      "\(outcome)")
    #expect(try !fixture.executed(number).checksStateRoot)
    let helped = try capture(
      number, .init(hasProofsAfter: false, hasExecutionWitness: true), into: try CaptureFixture())
    #expect(helped == "captured")
  }

  /// A child that is a branch need not be known: only an extension is put before it.
  @Test func aDeletionBesideABranchNeedsNothing() throws {
    let fixture = try CaptureFixture()
    let outcome = try capture(
      10_100_112, chainID: 11_155_111, .init(hasProofsAfter: false), into: fixture)
    #expect(outcome == "captured")
    let path = "\(fixture.folder)/11155111-10100112.json.gz"
    guard case .chains(let chains) = try BlockFile(path: path).read() else {
      throw RecordedNodeError.noChain(path)
    }
    #expect(chains.first?.witness?.deletionSiblingsAssumedBranch == 1)
  }

  private static let number: UInt64 = 20_612_842

  private func refusal(_ behaviour: RecordedNode.Behaviour) throws -> String {
    let fixture = try CaptureFixture()
    let reason = try capture(Self.number, behaviour, into: fixture)
    #expect(try CaptureFixture.contents(of: fixture.folder).isEmpty)
    return reason
  }

  @Test(arguments: [
    ("\"accountProof\":[\"0xf9", "\"accountProof\":[\"0xf8"),
    ("\"accountProof\":[\"", "\"accountProof\":[],\"unused\":[\""),
    ("\"proof\":[\"", "\"proof\":[],\"unused\":[\""),
  ])
  func aWrongProofIsRefused(text: String, by: String) throws {
    let reason = try refusal(.init(replacement: ("eth_getProof", text, by)))
    #expect(reason.contains("error: expected a proof of account 0x"), "\(reason)")
    #expect(reason.contains("under the state root 0x"), "\(reason)")
    #expect(reason.hasSuffix("(2 attempts)"), "\(reason)")
  }

  @Test func proofsOfAnotherStateAreRefused() throws {
    let reason = try refusal(
      .init(replacement: ("eth_getBlockByNumber", "\"stateRoot\":\"0x", "\"stateRoot\":\"0x0")))
    #expect(!reason.hasPrefix("captured"), "\(reason)")
  }

  @Test func stateThatTheProofsContradictIsRefused() throws {
    // No transaction fails by it, but what it says is not so.
    let reason = try refusal(
      .init(hasTracer: false, replacement: ("eth_getBalance", "\"0x", "\"0x1")))
    #expect(
      reason.hasPrefix("the node's proofs say otherwise than the node of account 0x"), "\(reason)")
  }

  @Test func aHintThatTheProofsContradictIsNotUsed() throws {
    let fixture = try CaptureFixture()
    let outcome = try capture(Self.number, .init(tracerIsLate: true), into: fixture)
    #expect(outcome == "captured")
  }
}
