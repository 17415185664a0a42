import BlockSets
import EVM
import EthereumTypes
import Execution
import Synchronization

/// The state before a block, read from a node as an execution asks for it, and kept.
///
/// What is kept depends on the execution alone, not on how the node was asked: the same block gives
/// the same record from every node.
final class NodeState: StateReader {
  private struct Known {
    var accounts: [Address: AllocatedAccount?] = [:]
    var slots: [StorageKey: UInt256] = [:]
    var storageOwners: Set<Address> = []
    var codes: [Hash32: [UInt8]] = [.emptyKeccak: []]
    var failure: RPCError?
  }

  private let node: Node
  private let parentNumber: UInt64
  private let hint: Prestate?
  private let known = Mutex(Known())

  /// - Parameters:
  ///   - parentNumber: The block after which the state is read.
  ///   - hint: What is taken without asking.
  init(_ node: Node, after parentNumber: UInt64, hint: Prestate?) {
    self.node = node
    self.parentNumber = parentNumber
    self.hint = hint
  }

  func account(at address: Address) throws(StateReadError) -> AccountState? {
    guard let account = try allocated(address) else { return nil }
    let hash = account.code.isEmpty ? Hash32.emptyKeccak : keccak256(account.code)
    return known.withLock { known in
      known.codes[hash] = account.code
      return AccountState(
        nonce: account.nonce, balance: account.balance, codeHash: hash,
        hasStorage: known.storageOwners.contains(address))
    }
  }

  func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    let key = StorageKey(address: address, slot: slot)
    if let value = known.withLock({ $0.slots[key] }) { return value }
    let value: UInt256
    if let hinted = hint?.accounts[address]?.storage[slot] {
      value = hinted
    } else {
      value = try answer { () throws(RPCError) in
        try node.storage(address, slot, after: parentNumber)
      }
    }
    known.withLock { $0.slots[key] = value }
    return value
  }

  func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    guard let code = known.withLock({ $0.codes[hash] }) else { throw .codeUnknown(hash) }
    return code
  }

  /// Takes what proofs show of accounts and no answer about them told.
  ///
  /// - Returns: Whether any of it was not known.
  func learn(_ traits: ProvenTraits) -> Bool {
    known.withLock { known in
      let before = known.storageOwners.count
      known.storageOwners.formUnion(traits.storageOwners)
      for address in traits.empty { known.accounts[address] = AllocatedAccount() }
      return !traits.empty.isEmpty || known.storageOwners.count > before
    }
  }

  /// Why the node did not answer, where an execution failed for that.
  var failure: RPCError? { known.withLock { $0.failure } }

  /// The accounts that were asked for and exist, with the slots that were asked for.
  var accounts: Allocation {
    known.withLock { known in
      var accounts = known.accounts.compactMapValues { $0 }
      for (key, value) in known.slots { accounts[key.address]?.storage[key.slot] = value }
      return accounts
    }
  }

  /// The accounts that were asked for and do not exist, in order.
  var absentAccounts: [Address] {
    known.withLock { $0.accounts.filter { $0.value == nil }.keys.sorted() }
  }

  /// The account without storage.
  private func allocated(_ address: Address) throws(StateReadError) -> AllocatedAccount? {
    if let account = known.withLock({ $0.accounts[address] }) { return account }
    var account: AllocatedAccount?
    if let hinted = hint?.accounts[address] {
      account = hinted
      account?.storage = [:]
      if account == AllocatedAccount() { account = nil }
    } else {
      account = try answer { () throws(RPCError) in
        try node.account(address, after: parentNumber)
      }
    }
    known.withLock { $0.accounts[address] = .some(account) }
    return account
  }

  private func answer<Answer>(
    _ question: () throws(RPCError) -> Answer
  ) throws(StateReadError) -> Answer {
    do throws(RPCError) {
      return try question()
    } catch {
      known.withLock { $0.failure = error }
      throw .store("\(error)")
    }
  }
}
