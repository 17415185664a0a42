import BlockSets
import EthereumTypes
import Foundation
import TestSupport
import Testing

/// Answers a node's questions from recorded blocks: the state before each of them, and nothing else.
struct RecordedNode: Sendable {
  /// What a node may lack or do wrong.
  struct Behaviour: Sendable {
    var hasTracer = true
    var hasReceipts = true
    var hasAccessLists = false
    var takesBatches = true
    /// The tracer tells balances and nonces of another time.
    var tracerIsLate = false
    /// The block that is given whatever number is asked for.
    var onlyBlock: UInt64?
    /// Replaces text in the answers to this method.
    var replacement: (method: String, text: String, by: String)?
  }

  /// A recorded block.
  struct Recorded: Sendable {
    let chain: BlockChain
    /// The block's object.
    let block: String
    /// The block's object without transactions.
    let transactionHashes: [String]
    let accessList: String?
  }

  static let folder = Shared.folder?.appending(path: "mainnet/dev")
  static let absence: Comment = "the real blocks are not at ../shared/mainnet/dev"

  let chainID: UInt64
  private let blocks: [UInt64: Recorded]
  private let behaviour: Behaviour

  /// A node of the chain that knows these blocks.
  init(
    chainID: UInt64 = 1, _ numbers: [UInt64], _ behaviour: Behaviour = Behaviour()
  ) throws {
    self.chainID = chainID
    self.behaviour = behaviour
    blocks = try Dictionary(
      uniqueKeysWithValues: numbers.map { ($0, try Self.recorded($0, of: chainID)) })
  }

  /// The recorded block as its readers see it.
  static func chain(_ number: UInt64, of chainID: UInt64) throws -> BlockChain {
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
    let block = try member("block", of: "\(chainID)-\(number).json.gz")
    let hashes = try JSONDocument(parsing: Array(block.utf8), file: "block").withRoot { root in
      try root.object().required("transactions").array().map { transaction throws(JSONError) in
        try transaction.object().required("hash").string()
      }
    }
    return Recorded(
      chain: try chain(number, of: chainID), block: block, transactionHashes: hashes,
      accessList: try? member("blockAccessList", of: "\(chainID)-\(number).bal.json.gz"))
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
    guard var result = try result(method, parameters) else {
      return Self.error(-32601, "the method \(method) does not exist/is not available", id)
    }
    if let replacement = behaviour.replacement, replacement.method == method {
      result = result.replacing(replacement.text, with: replacement.by)
    }
    return #"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#
  }

  private static func error(_ code: Int, _ message: String, _ id: Int) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"error":{"code":\#(code),"message":"\#(message)"}}"#
  }

  /// - Returns: `nil` for a method that the node does not have.
  private func result(_ method: String, _ parameters: [JSONValue]) throws(JSONError) -> String? {
    switch method {
    case "eth_chainId": return "\"0x\(String(chainID, radix: 16))\""
    case "eth_getBlockByNumber":
      return block(try parameters[0].uint64(), isFull: try parameters[1].bool())
    case "eth_getBalance", "eth_getTransactionCount", "eth_getCode":
      let account = account(
        try parameters[0].address(), after: try parameters[1].uint64())
      switch method {
      case "eth_getBalance": return "\"\(account.balance.hex)\""
      case "eth_getCode": return "\"\(account.code.hex)\""
      default: return "\"0x\(String(account.nonce, radix: 16))\""
      }
    case "eth_getStorageAt":
      let account = account(
        try parameters[0].address(), after: try parameters[2].uint64())
      let value = account.storage[try parameters[1].uint256()] ?? .zero
      return "\"\(Hash32(word: value))\""
    case "debug_traceBlockByNumber" where behaviour.hasTracer:
      return blocks[try parameters[0].uint64()].map(prestate) ?? "null"
    case "eth_getBlockAccessListByBlockNumber" where behaviour.hasAccessLists:
      return blocks[try parameters[0].uint64()]?.accessList ?? "null"
    case "eth_getBlockReceipts" where behaviour.hasReceipts: return "null"
    default: return nil
    }
  }

  private func block(_ number: UInt64, isFull: Bool) -> String {
    if let block = blocks[behaviour.onlyBlock ?? number], isFull { return block.block }
    // Of the others the hash is known where a recorded block may ask for it.
    let hashes = blocks.values.compactMap { $0.chain.blockHashes[number] }
    guard let hash = hashes.first, !isFull else { return "null" }
    return #"{"number":"0x\#(String(number, radix: 16))","hash":"\#(hash)"}"#
  }

  private func account(_ address: Address, after number: UInt64) -> AllocatedAccount {
    blocks[number + 1]?.chain.preState[address] ?? AllocatedAccount()
  }

  /// The first transaction meets everything as it was; the others meet it changed.
  private func prestate(of block: Recorded) -> String {
    let late = behaviour.tracerIsLate
    let sights = block.transactionHashes.enumerated().map { index, hash in
      let accounts = block.chain.preState.sorted { $0.key < $1.key }.map { address, account in
        let balance = account.balance &+ (late || index > 0 ? UInt256(1) : .zero)
        let storage = account.storage.sorted { $0.key < $1.key }.map { slot, value in
          "\"\(Hash32(word: slot))\":\"\(Hash32(word: index > 0 ? value &+ UInt256(1) : value))\""
        }
        return """
          "\(address)":{"balance":"\(balance.hex)","nonce":\(account.nonce + (late ? 1 : 0)),
          "code":"\(account.code.hex)","storage":{\(storage.joined(separator: ","))}}
          """
      }
      // One changed sight is enough; the text of all of them would be large.
      let shown = index < 2 ? accounts.joined(separator: ",") : ""
      return "{\"txHash\":\"\(hash)\",\"result\":{\(shown)}}"
    }
    return "[\(sights.joined(separator: ","))]"
  }
}

enum RecordedNodeError: Error {
  case noChain(String)
}
