import BlockSets
import EthereumTypes
import Execution
import Foundation
import Testing

/// Blocks as the input of geth's `evm t8n`.
@Suite struct TransitionTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "transitions-\(UUID().uuidString)").path

  private static let miner = Address(word: 0xc01)
  private static let environment = """
    "currentCoinbase": "\(miner)", "currentNumber": "0x10", "currentTimestamp": "0x100",
    "currentGasLimit": "0x10000", "currentDifficulty": "0x20000"
    """

  private func write(_ files: [String: String], to name: String = "t") throws {
    let path = "\(folder)/\(name)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files {
      try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
    }
  }

  private func blocks(fork: Fork? = nil) throws -> [InputBlock] {
    let source = try #require(
      try TransitionBlockSource(path: folder, fork: fork, chainID: nil))
    var blocks: [InputBlock] = []
    try source.forEachChain { blocks += $0.blocks }
    return blocks
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private func refusal(fork: Fork = .frontier) -> String? {
    do {
      _ = try blocks(fork: fork)
      return nil
    } catch {
      return "\(error)"
    }
  }

  // MARK: Encoded transactions

  @Test func encodedTransactionsMakeTheSameBlocks() throws {
    defer { remove() }
    let source = GeneratedBlockSource(
      WorkloadParameters(
        seed: 5, blocks: 3, transactions: 9,
        mix: WorkloadMix([.transfer: 1, .token: 1, .delegation: 1])))
    var expected: [Block] = []
    try source.forEachChain { expected = $0.blocks.compactMap(\.block) }
    var export = TransitionExport(folder: folder)
    try export.write(source)
    for block in expected {
      var encoder = RLPEncoder()
      encoder.list { list in
        for transaction in block.transactions {
          // Those with a type are strings in a body's list.
          if transaction.kind == .legacy {
            list.append(encoded: transaction.encoded)
          } else {
            list.encode(bytes: transaction.encoded)
          }
        }
      }
      let name = "1-\(block.header.number)"
      try FileManager.default.removeItem(atPath: "\(folder)/\(name)/txs.json")
      try write(["txs.rlp": "\"\(encoder.result.hex)\"\n"], to: name)
    }
    #expect(try blocks().compactMap(\.block) == expected)
  }

  /// `cmd/evm/testdata/13/signed_txs.rlp` of go-ethereum: what `--output.body` writes.
  @Test func readsWhatGethWrites() throws {
    let first =
      "b86702f864010180820fa08284d09411111111111111111111111111111111111111118080c001a0b7dfab36"
      + "232379bb3d1497a4f91c1966b1f932eae3ade107bf5d723b9cb474e0a06261c359a10f2132f126d250485b90"
      + "cf20f30340801244a08ef6142ab33d1904"
    let second =
      "b86702f864010280820fa08284d09411111111111111111111111111111111111111118080c080a0d4ec563b"
      + "6568cd42d998fc4134b36933c6568d01533b5adf08769270243c6c7fa072bf7c21eac6bbeae5143371eef26d"
      + "5e279637f3bd73482b55979d76d935b1e9"
    let bytes = try #require([UInt8](hex: "0xf8d2" + first + second))
    let transactions = try Block.transactions(decoding: bytes)
    #expect(transactions.map(\.nonce) == [1, 2])
    #expect(transactions.allSatisfy { $0.kind == .dynamicFee && $0.chainID == 1 })
    #expect(Set(parallelRecoverSenders(transactions)).count == 1)
    #expect(throws: BlockDecodingError.self) { try Block.transactions(decoding: bytes + [0]) }
  }

  @Test func malformedTransactionsAreRefusedWithTheirPlace() throws {
    defer { remove() }
    let files = ["alloc.json": "{}", "env.json": "{\(Self.environment)}"]
    try write(files.merging(["txs.rlp": " \"0xc201\""]) { $1 })
    #expect(
      try #require(refusal()).hasPrefix(
        "\(folder)/t/txs.rlp:1:2: error: expected the RLP of a list of transactions; "))
    try write(["txs.json": "[]"])
    #expect(
      try #require(refusal()).hasPrefix(
        "\(folder)/t/txs.rlp: error: expected no txs.json beside it"))
  }

  // MARK: Ommers

  @Test func ommersAreRewarded() throws {
    defer { remove() }
    let (uncle, older) = (Address(word: 0xa), Address(word: 0xb))
    try write([
      "alloc.json": #"{"\#(Self.miner)": {"balance": "0x1"}}"#, "txs.json": "[]",
      "env.json": """
      {\(Self.environment), "ommers": [{"delta": 1, "address": "\(uncle)"},
        {"delta": "0x6", "address": "\(older)"}]}
      """,
    ])
    let block = try #require(try blocks(fork: .frontier).first?.block)
    // The Yellow Paper's section 11.3, with 5 ether a block and a 32nd of it for naming an ommer.
    let ether = UInt256(1_000_000_000_000_000_000)
    var expected: Allocation = [:]
    expected[Self.miner] = AllocatedAccount(
      balance: 1 &+ 5 &* ether &+ (10 &* ether).dividedBy(32))
    expected[uncle] = AllocatedAccount(balance: (35 &* ether).dividedBy(8))
    expected[older] = AllocatedAccount(balance: (10 &* ether).dividedBy(8))
    let state = BlockChain(
      name: "expected", origin: BlockChain.Origin(source: "here"), network: "Frontier", chainID: 1,
      forkSchedule: nil, preState: expected, fullPreState: true, blocks: [])
    #expect(block.header.stateRoot == ChainRunner.genesis(block.header, of: state).stateRoot)
    #expect(block.ommers.map(\.number) == [15, 10])
    // Whoever executes the block comes to the same state, and so do the files that it becomes.
    var verification = BlockSetVerification()
    let source = try #require(
      try TransitionBlockSource(path: folder, fork: .frontier, chainID: nil))
    try verification.run(source)
    #expect(verification.withStateRoot == 1, "\(verification.failures)")
    let again = folder + "/again"
    var export = TransitionExport(folder: again)
    try export.write(source)
    var found: Block?
    try #require(try TransitionBlockSource(path: again, fork: nil, chainID: nil)).forEachChain {
      found = $0.blocks.first?.block
    }
    #expect(found == block)
  }

  @Test(
    arguments: [
      (#"[{"delta": 7, "address": "0x000000000000000000000000000000000000000a"}]"#, "last 6"),
      (#"[{"delta": 0, "address": "0x000000000000000000000000000000000000000a"}]"#, "last 6"),
      (#"[{"delta": 1}]"#, "address"), ("[{}, {}, {}]", "at most 2 ommers"),
    ])
  func wrongOmmersAreRefusedWithTheirPlace(ommers: String, reason: String) throws {
    defer { remove() }
    try write([
      "alloc.json": "{}", "txs.json": "[]",
      "env.json": "{\(Self.environment), \"ommers\": \(ommers)}",
    ])
    let text = try #require(refusal())
    #expect(text.hasPrefix("\(folder)/t/env.json:") && text.contains(reason), "\(text)")
  }

  @Test func laterForksKnowNoOmmers() throws {
    defer { remove() }
    try write([
      "alloc.json": "{}", "txs.json": "[]",
      "env.json": """
      {\(Self.environment), "currentBaseFee": "0x7", "currentRandom": "0x0",
        "ommers": [{"delta": 1, "address": "\(Self.miner)"}]}
      """,
    ])
    #expect(
      try #require(refusal(fork: .paris)).contains(
        "\(folder)/t/env.json: error: it has ommers, which Paris does not know (EIP-3675)"))
  }
}
