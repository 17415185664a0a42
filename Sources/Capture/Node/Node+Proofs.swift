import BlockSets
import EthereumTypes

/// Trie nodes of a state.
extension Node {
  /// What a node gives of a state's trie, or in words why it gives nothing.
  enum Reply<Content> {
    case given(Content)
    case refused(String)
  }

  /// Slots of one question; clients refuse more than 1,024.
  private static let slotsPerQuestion = 256
  /// Accounts and slots of one batch: some megabytes of answer.
  private static let keysPerBatch = 256
  /// Clients refuse batches of more than 100.
  private static let questionsPerBatch = 50

  /// Proofs of accounts and slots after a block, each checked against the state root.
  func proofs(
    of accounts: [ProvenAccount], after number: UInt64, under stateRoot: Hash32
  ) throws(RPCError) -> Reply<[StateProof]> {
    var proofs: [StateProof] = []
    for accounts in Self.batches(accounts) {
      let questions = accounts.map { account in
        let keys = account.slots.map { "\"\(Hash32(word: $0))\"" }.joined(separator: ",")
        return RPCQuestion(
          "eth_getProof", "\"\(account.address)\"", "[\(keys)]", quantity(number))
      }
      let answer = try reply("eth_getProof") { () throws(RPCError) in
        try client.ask(all: questions) { index, value throws(JSONError) in
          try StateProof(value, of: accounts[index], under: stateRoot)
        }
      }
      switch answer {
      case .given(let answer): proofs += answer
      case .refused(let reason): return .refused(reason)
      }
    }
    return .given(proofs)
  }

  /// The trie nodes with which a block can be executed, as the node sees it.
  func executionWitness(of number: UInt64) throws(RPCError) -> Reply<[[UInt8]]> {
    let question = RPCQuestion("debug_executionWitness", quantity(number))
    return try reply(question.method) { () throws(RPCError) in
      try client.ask(question) { value throws(JSONError) in
        let state = try value.object().required("state")
        // Older clients give a dictionary by the nodes' hashes.
        guard state.kind == .object else {
          return try state.array().map { node throws(JSONError) in try node.bytes() }
        }
        return try state.dictionaryMembers().map { member throws(JSONError) in
          try member.value.bytes()
        }
      }
    }
  }

  /// Splits long lists of slots, and gathers what one batch asks for.
  private static func batches(_ accounts: [ProvenAccount]) -> [[ProvenAccount]] {
    var batches: [[ProvenAccount]] = [[]]
    var keys = 0
    for account in accounts {
      for start in stride(from: 0, to: max(account.slots.count, 1), by: slotsPerQuestion) {
        let slots = Array(account.slots.dropFirst(start).prefix(slotsPerQuestion))
        let last = batches[batches.count - 1]
        if !last.isEmpty,
          last.count == questionsPerBatch || keys + 1 + slots.count > keysPerBatch
        {
          batches.append([])
          keys = 0
        }
        batches[batches.count - 1].append(ProvenAccount(address: account.address, slots: slots))
        keys += 1 + slots.count
      }
    }
    return batches
  }

  /// What the node gives, unless it lacks the method or refuses: clients keep the tries of some
  /// states only.
  private func reply<Content>(
    _ method: String, _ question: () throws(RPCError) -> Content
  ) throws(RPCError) -> Reply<Content> {
    do throws(RPCError) {
      guard let content = try unlessMissing(method, question) else {
        return .refused("the node has no \(method)")
      }
      return .given(content)
    } catch .server(let code, let message) {
      return .refused("\(method): error \(code): \(message)")
    } catch .exhausted(_, last: .server(let code, let message)) {
      return .refused("\(method): error \(code): \(message)")
    }
  }
}
