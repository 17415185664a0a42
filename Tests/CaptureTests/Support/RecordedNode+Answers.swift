import BlockAccessLists
import BlockSets
import EthereumTypes

/// The longer answers.
extension RecordedNode {
  /// The answer to a method that may give an access list.
  func accessList(_ method: String, _ parameters: [JSONValue]) throws(JSONError) -> Answer {
    let methods: [AccessListForm: String] = [
      .tests: "debug_getBlockAccessList", .executionAPI: "eth_getBlockAccessList",
      .rlp: "debug_getRawBlockAccessList",
    ]
    guard let form = behaviour.accessLists, methods[form] == method else { return .methodMissing }
    guard let list = blocks[try parameters[0].uint64()]?.accessList else {
      return .result("null")
    }
    switch form {
    case .tests: return .result(list)
    case .executionAPI: return .result(Self.executionAPI(list))
    case .rlp:
      let list = try? JSONDocument(parsing: Array(list.utf8), file: "list")
        .withRoot(BlockAccessListReader.read)
      return .result(list.map { "\"\($0.encoded.hex)\"" } ?? "null")
    }
  }

  /// A list under the names of the execution APIs, without its empty parts.
  private static func executionAPI(_ list: String) -> String {
    let names = [
      ("\"blockAccessIndex\"", "\"index\""), ("\"slot\"", "\"key\""),
      ("\"slotChanges\"", "\"changes\""), ("\"postValue\"", "\"value\""),
      ("\"postBalance\"", "\"value\""), ("\"postNonce\"", "\"value\""),
      ("\"newCode\"", "\"code\""), (",\"storageReads\":[]", ""), (",\"nonceChanges\":[]", ""),
    ]
    return names.reduce(list) { $0.replacing($1.0, with: $1.1) }
  }

  /// The answer to `eth_getProof`.
  func proof(_ parameters: [JSONValue]) throws(JSONError) -> Answer {
    let address = try parameters[0].address()
    let slots = try parameters[1].array().map { key throws(JSONError) in try key.uint256() }
    let number = try parameters[2].uint64()
    guard
      let state = blocks[number + 1]?.before
        ?? (behaviour.hasProofsAfter ? blocks[number]?.after : nil)
    else { return .error("missing trie node") }
    let proof = state.proof(of: address, slots: slots)
    func array(_ nodes: [[UInt8]]) -> String {
      "[\(nodes.map { "\"\($0.hex)\"" }.joined(separator: ","))]"
    }
    let storage = zip(slots, proof.slots).map { slot, nodes in
      #"{"key":"\#(Hash32(word: slot))","proof":\#(array(nodes))}"#
    }
    return .result(
      #"{"accountProof":\#(array(proof.account)),"storageProof":[\#(storage.joined(separator: ","))]}"#
    )
  }

  /// The answer to `eth_getBlockReceipts`.
  static func receipts(of block: Recorded) -> String {
    let receipts = block.receipts.enumerated().map { index, receipt in
      let logs = receipt.logs.map { log in
        let topics = log.topics.map { "\"\($0)\"" }.joined(separator: ",")
        return #"{"address":"\#(log.address)","topics":[\#(topics)],"data":"\#(log.data.hex)"}"#
      }
      let outcome =
        switch receipt.outcome {
        case .status(let isSuccess): #""status":"\#(isSuccess ? "0x1" : "0x0")""#
        case .stateRoot(let root): #""root":"\#(root)""#
        }
      return """
        {"transactionIndex":"0x\(String(index, radix: 16))",\(outcome),
        "cumulativeGasUsed":"0x\(String(receipt.cumulativeGasUsed, radix: 16))",
        "logs":[\(logs.joined(separator: ","))]}
        """
    }
    return "[\(receipts.joined(separator: ","))]"
  }

  /// The first transaction meets everything as it was; the others meet it changed.
  func prestate(of block: Recorded) -> String {
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
