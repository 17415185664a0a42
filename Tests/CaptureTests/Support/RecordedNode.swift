import BlockAccessLists
import BlockSets
import EthereumTypes
import Execution
import Foundation
import Synchronization
import TestSupport
import Testing

/// Answers a node's questions from recorded blocks: the state before each of them, and nothing else.
struct RecordedNode: Sendable {
  /// What a node may lack or do wrong.
  struct Behaviour: Sendable {
    var hasTracer = true
    var hasReceipts = true
    var accessLists: AccessListForm?
    var hasProofs = true
    /// Whether there are proofs of the state after the block.
    var hasProofsAfter = true
    var hasExecutionWitness = false
    var takesBatches = true
    /// Ancestors whose headers it lacks.
    var missingHeaders: Set<UInt64> = []
    /// Whether it answers for those with an error, as for history that it dropped.
    var missingHeadersAreErrors = false
    /// Ancestors for which it gives the headers of other blocks of the same number.
    var otherHeaders: Set<UInt64> = []
    /// The tracer tells balances and nonces of another time.
    var tracerIsLate = false
    /// The block that is given whatever number is asked for.
    var onlyBlock: UInt64?
    /// Replaces text in the answers to this method.
    var replacement: (method: String, text: String, by: String)?
  }

  /// How a node gives access lists.
  enum AccessListForm: Sendable, CaseIterable {
    case tests, executionAPI, rlp
  }

  /// A recorded block.
  struct Recorded: Sendable {
    let chain: BlockChain
    /// As far back as the block asks for their hashes.
    var ancestors: [UInt64: BlockHeader]
    /// The block's object.
    var block: String
    /// The block's object without transactions.
    let transactionHashes: [String]
    let accessList: String?
    /// As our execution gives them.
    let receipts: [Receipt]
    /// The state before and after, as far as it is known.
    let before: NaiveState?
    let after: NaiveState?
  }

  /// What the node says to a question.
  enum Answer {
    case result(String)
    case methodMissing
    case error(String)
  }

  static let folder = Shared.folder?.appending(path: "mainnet/dev")
  static let absence: Comment = "the real blocks are not at ../shared/mainnet/dev"

  let chainID: UInt64
  let blocks: [UInt64: Recorded]
  let behaviour: Behaviour

  /// A node of the chain that knows these blocks.
  init(
    chainID: UInt64 = 1, _ numbers: [UInt64], _ behaviour: Behaviour = Behaviour()
  ) throws {
    self.chainID = chainID
    self.behaviour = behaviour
    blocks = try Dictionary(
      uniqueKeysWithValues: numbers.map { ($0, try Self.known($0, of: chainID)) })
  }

  /// A node of a development network.
  init(_ devnet: Devnet, _ behaviour: Behaviour) {
    chainID = devnet.chainID
    self.behaviour = behaviour
    blocks = devnet.blocks
  }

  /// The recorded block; each is read and executed once.
  static func known(_ number: UInt64, of chainID: UInt64 = 1) throws -> Recorded {
    let name = "\(chainID)-\(number)"
    if let known = cache.withLock({ $0[name] }) { return known }
    let recorded = try recorded(number, of: chainID)
    cache.withLock { $0[name] = recorded }
    return recorded
  }

  private static let cache = Mutex<[String: Recorded]>([:])

  private static func chain(_ number: UInt64, of chainID: UInt64) throws -> BlockChain {
    let folder = try #require(folder)
    let path = folder.appending(path: "\(chainID)-\(number).json.gz").path
    guard case .chains(let chains) = try BlockFile(path: path).read() else {
      throw RecordedNodeError.noChain(path)
    }
    return try #require(chains.first)
  }

  private static func recorded(_ number: UInt64, of chainID: UInt64) throws -> Recorded {
    let folder = try #require(folder)
    func member(_ name: StaticString, of file: String) throws -> String {
      try InputFile.document(at: folder.appending(path: file).path).withRoot { root in
        String(decoding: try root.object().required(name).compactText, as: UTF8.self)
      }
    }
    let name = "\(chainID)-\(number)"
    let original = try member("block", of: "\(name).json.gz")
    let used = try InputFile.document(at: folder.appending(path: "\(name).json.gz").path)
      .withRoot { root in
        try root.object().required("blockHashesUsed").array().map { number throws(JSONError) in
          try number.uint64()
        }
      }
    let sealed = try SealedBlock(try chain(number, of: chainID), asking: used)
    let block = sealed.text(from: original)
    let hashes = try JSONDocument(parsing: Array(block.utf8), file: "block").withRoot { root in
      try root.object().required("transactions").array().map { transaction throws(JSONError) in
        try transaction.object().required("hash").string()
      }
    }
    return Recorded(
      chain: sealed.chain, ancestors: sealed.ancestors, block: block, transactionHashes: hashes,
      accessList: (try? member("blockAccessList", of: "\(name).bal.json.gz"))
        .map(sealed.text),
      receipts: try CaptureFixture.executed(sealed.chain).receipts, before: sealed.before,
      after: sealed.after)
  }

  /// Answers a JSON-RPC text: one question, or a batch in reverse order.
  func answer(_ body: [UInt8]) -> [UInt8] {
    let answers = try? JSONDocument(parsing: body, file: "request").withRoot { root in
      guard root.kind == .array else { return try answer(root.object()) }
      guard behaviour.takesBatches else { return Self.error(-32600, "batches are not taken", 0) }
      let elements = try root.array().map { element throws(JSONError) in
        try answer(element.object())
      }
      return "[\(elements.reversed().joined(separator: ","))]"
    }
    return Array((answers ?? Self.error(-32700, "parse error", 0)).utf8)
  }

  private func answer(_ question: JSONObject) throws(JSONError) -> String {
    let id = try question.required("id").integer()
    let method = try question.required("method").string()
    let parameters = try question.required("params").array().map { $0 }
    switch try result(method, parameters) {
    case .methodMissing:
      return Self.error(-32601, "the method \(method) does not exist/is not available", id)
    case .error(let message): return Self.error(-32000, message, id)
    case .result(var result):
      if let replacement = behaviour.replacement, replacement.method == method {
        result = result.replacing(replacement.text, with: replacement.by)
      }
      return #"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#
    }
  }

  private static func error(_ code: Int, _ message: String, _ id: Int) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"error":{"code":\#(code),"message":"\#(message)"}}"#
  }

  private func result(_ method: String, _ parameters: [JSONValue]) throws(JSONError) -> Answer {
    switch method {
    case "eth_chainId": return .result("\"0x\(String(chainID, radix: 16))\"")
    case "eth_getBlockByNumber":
      return block(try parameters[0].uint64(), isFull: try parameters[1].bool())
    case "eth_getBalance", "eth_getTransactionCount", "eth_getCode":
      let account = account(
        try parameters[0].address(), after: try parameters[1].uint64())
      switch method {
      case "eth_getBalance": return .result("\"\(account.balance.hex)\"")
      case "eth_getCode": return .result("\"\(account.code.hex)\"")
      default: return .result("\"0x\(String(account.nonce, radix: 16))\"")
      }
    case "eth_getStorageAt":
      let account = account(
        try parameters[0].address(), after: try parameters[2].uint64())
      let value = account.storage[try parameters[1].uint256()] ?? .zero
      return .result("\"\(Hash32(word: value))\"")
    case "debug_traceBlockByNumber" where behaviour.hasTracer:
      return .result(blocks[try parameters[0].uint64()].map(prestate) ?? "null")
    case "eth_getBlockReceipts" where behaviour.hasReceipts:
      return .result(blocks[try parameters[0].uint64()].map(Self.receipts) ?? "null")
    case "eth_getProof" where behaviour.hasProofs:
      return try proof(parameters)
    case "debug_executionWitness" where behaviour.hasExecutionWitness:
      guard let witness = blocks[try parameters[0].uint64()]?.chain.witness else {
        return .error("missing trie node")
      }
      let nodes = witness.nodes.map { "\"\($0.hex)\"" }.joined(separator: ",")
      return .result(#"{"state":[\#(nodes)],"codes":[],"headers":[]}"#)
    default: return try accessList(method, parameters)
    }
  }

  private func block(_ number: UInt64, isFull: Bool) -> Answer {
    if isFull { return .result(blocks[behaviour.onlyBlock ?? number]?.block ?? "null") }
    let known =
      blocks[number]?.chain.blocks.first?.block?.header
      ?? blocks.values.lazy.compactMap { $0.ancestors[number] }.first
    guard var header = known, !behaviour.missingHeaders.contains(number) else {
      return behaviour.missingHeadersAreErrors
        ? .error("pruned history unavailable") : .result("null")
    }
    if behaviour.otherHeaders.contains(number) { header.extraData = [7] }
    return .result(String(decoding: JSONTree.object(header.rpcMembers).text, as: UTF8.self))
  }

  private func account(_ address: Address, after number: UInt64) -> AllocatedAccount {
    blocks[number + 1]?.chain.preState[address] ?? AllocatedAccount()
  }
}

enum RecordedNodeError: Error {
  case noChain(String)
}
