import BlockAccessLists
import BlockSets
import EthereumTypes
import Synchronization

/// What a capture asks of an execution client that keeps the states of old blocks.
package final class Node: Sendable {
  let client: RPCClient
  /// Methods that the node turned out to lack: nobody asks for them again.
  private let missing = Mutex<Set<String>>([])

  /// Names the node; nothing is asked yet.
  package init(client: RPCClient) {
    self.client = client
  }

  /// What was asked of it so far.
  package var requestCounts: RequestCounts { client.requestCounts }

  /// The chain's id (EIP-155).
  package func chainID() throws(RPCError) -> UInt64 {
    try client.ask(RPCQuestion("eth_chainId")) { value throws(JSONError) in try value.uint64() }
  }

  /// What `read` makes of a block's object, transactions included.
  func block<Answer>(
    _ number: UInt64, _ read: (JSONValue) throws(JSONError) -> Answer
  ) throws(RPCError) -> Answer {
    let question = RPCQuestion("eth_getBlockByNumber", quantity(number), "true")
    let answer = try client.ask(question) { value throws(JSONError) -> Answer? in
      value.isNull ? nil : try read(value)
    }
    guard let answer else { throw .absent("block \(number)") }
    return answer
  }

  /// The header of one of a block's ommers, as the node's JSON.
  func ommer(_ index: Int, of number: UInt64) throws(RPCError) -> [UInt8] {
    let question = RPCQuestion(
      "eth_getUncleByBlockNumberAndIndex", quantity(number), quantity(UInt64(index)))
    let text = try client.ask(question) { value throws(JSONError) in
      value.isNull ? nil : value.compactText
    }
    guard let text else { throw .absent("ommer \(index) of block \(number)") }
    return text
  }

  /// An account after a block; `nil` where it is empty (EIP-161).
  func account(
    _ address: Address, after number: UInt64
  ) throws(RPCError) -> AllocatedAccount? {
    let parameters = ["\"\(address)\"", quantity(number)]
    var account = AllocatedAccount()
    _ = try client.ask(
      all: ["eth_getBalance", "eth_getTransactionCount", "eth_getCode"].map {
        RPCQuestion($0, parameters[0], parameters[1])
      }
    ) { index, value throws(JSONError) in
      switch index {
      case 0: account.balance = try value.uint256()
      case 1: account.nonce = try value.uint64()
      default: account.code = try value.bytes()
      }
    }
    return account == AllocatedAccount() ? nil : account
  }

  /// A slot's value after a block.
  func storage(
    _ address: Address, _ slot: UInt256, after number: UInt64
  ) throws(RPCError) -> UInt256 {
    let question = RPCQuestion(
      "eth_getStorageAt", "\"\(address)\"", "\"\(Hash32(word: slot))\"", quantity(number))
    return try client.ask(question) { value throws(JSONError) in try value.uint256() }
  }

  /// What a method gives that not every node has: `nil` where this one has it not.
  func optional<Answer>(
    _ question: RPCQuestion, _ decode: (JSONValue) throws(JSONError) -> Answer
  ) throws(RPCError) -> Answer? {
    try unlessMissing(question.method) { () throws(RPCError) in
      try client.ask(question, decode)
    }
  }

  /// What asking for a method gives: `nil` where this node has it not.
  func unlessMissing<Answer>(
    _ method: String, _ ask: () throws(RPCError) -> Answer
  ) throws(RPCError) -> Answer? {
    guard !missing.withLock({ $0.contains(method) }) else { return nil }
    do throws(RPCError) {
      return try ask()
    } catch {
      guard case .methodMissing(method) = error else { throw error }
      _ = missing.withLock { $0.insert(method) }
      return nil
    }
  }

  /// Methods that the node turned out to lack, in order of their names; of those that give access
  /// lists the first, where it lacks all.
  package var missingMethods: [String] {
    let missing = missing.withLock { $0 }
    let alternatives = Self.accessListMethods
    let lacksAll = alternatives.allSatisfy(missing.contains)
    return missing.filter {
      !alternatives.contains($0) || (lacksAll && $0 == alternatives[0])
    }.sorted()
  }
}

/// A number as JSON-RPC wants it.
func quantity(_ number: UInt64) -> String { "\"0x\(String(number, radix: 16))\"" }
