import BlockSets
import EthereumTypes

/// A block with the part of the state that it touches, as `real-block/1`.
struct BlockRecord: Sendable {
  let chainID: UInt64
  let number: UInt64
  let fork: Fork
  /// The node's object of the block.
  let block: [UInt8]
  /// The node's objects of the block's ommers.
  var ommerHeaders: [[UInt8]] = []
  var accounts: Allocation = [:]
  var absentAccounts: [Address] = []
  /// The hashes that the block may ask for: those that it does, and its parent's.
  var blockHashes: [UInt64: Hash32] = [:]
  var blockHashesUsed: Set<UInt64> = []
  var stateRoot = StateRootCheck.notChecked(reason: "")

  /// The record, the same for the same contents.
  var text: [UInt8] {
    var text = JSONBuilder()
    text.object { text in
      text.member("format", "\"\(MainnetBlockReader.formatName)\"")
      text.member("chainId", "\(chainID)")
      text.member("number", "\(number)")
      text.member("fork", "\"\(fork.name)\"")
      text.member("source", "{\"tool\":\"balbench blocks capture\"}")
      text.member("blockOrigin", "\"JSON-RPC object as the node gave it\"")
      text.member("block") { $0.append(block) }
      text.member("preState") { appendState(to: &$0) }
      text.member("absentAccounts", Self.list(absentAccounts.map { "\"\($0)\"" }))
      if !ommerHeaders.isEmpty {
        text.member("ommerHeaders") { text in
          text.array(ommerHeaders) { $1.append($0) }
        }
      }
      text.member("blockHashes") { text in
        text.object { text in
          for (number, hash) in blockHashes.sorted(by: { $0.key < $1.key }) {
            text.member("\(number)", "\"\(hash)\"")
          }
        }
      }
      text.member("blockHashesUsed", Self.list(blockHashesUsed.sorted().map { "\($0)" }))
      text.member("verification") { appendVerification(to: &$0) }
    }
    return text.bytes
  }

  /// The record as those who load it see it, senders recovered.
  func chain(path: String) throws(JSONError) -> BlockChain {
    let document = try JSONDocument(parsing: text, file: path)
    var chain = try MainnetBlockReader.read(document, path: path)
    chain.witness = stateRoot.witness
    for index in chain.blocks.indices {
      let transactions = chain.blocks[index].block?.transactions ?? []
      chain.blocks[index].senders = parallelRecoverSenders(
        transactions, allowingHighS: fork == .frontier)
    }
    return chain
  }

  /// The witness beside the record, as `state-witness/1`.
  var witnessText: [UInt8]? {
    stateRoot.witness.map { witness in
      var text = JSONBuilder()
      text.object { text in
        text.member("format", "\"\(MainnetBlockReader.witnessFormatName)\"")
        text.member("chainId", "\(chainID)")
        text.member("number", "\(number)")
        text.member("parentStateRoot", "\"\(witness.parentStateRoot)\"")
        text.member(
          "deletionSiblingsAssumedBranch", "\(witness.deletionSiblingsAssumedBranch)")
        text.member("nodes") { text in
          text.array(witness.nodes) { $1.append("\"\($0.hex)\"".utf8) }
        }
      }
      return text.bytes
    }
  }

  private func appendVerification(to text: inout JSONBuilder) {
    text.object { text in
      switch stateRoot {
      case .reproduced: text.member("stateRoot", "true")
      case .notChecked(let reason):
        text.member("stateRoot", "false")
        text.member("stateRootNotChecked") { text in
          text.append(JSONTree.string(reason).text.dropLast())
        }
      }
    }
  }

  private func appendState(to text: inout JSONBuilder) {
    text.object { text in
      for (address, account) in accounts.sorted(by: { $0.key < $1.key }) {
        text.member("\(address)") { Self.append(account, to: &$0) }
      }
    }
  }

  private static func append(_ account: AllocatedAccount, to text: inout JSONBuilder) {
    text.object { text in
      text.member("balance", "\"\(account.balance.hex)\"")
      text.member("nonce", "\"0x\(String(account.nonce, radix: 16))\"")
      text.member("code", "\"\(account.code.hex)\"")
      text.member("storage") { text in
        text.object { text in
          for (slot, value) in account.storage.sorted(by: { $0.key < $1.key }) {
            text.member("\(Hash32(word: slot))", "\"\(value.hex)\"")
          }
        }
      }
    }
  }

  private static func list(_ elements: [String]) -> String {
    "[\(elements.joined(separator: ","))]"
  }
}
