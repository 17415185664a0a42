import BlockSets
import EVM
import EthereumTypes

/// The chain's state between two blocks, in memory.
///
/// Sendable by this invariant: `apply` is called by the chain's single owner between two blocks,
/// when no overlay stands on the store.
package final class MemoryStore: StateReader, @unchecked Sendable {
  private struct StoredAccount {
    var nonce: UInt64
    var balance: UInt256
    var codeHash: Hash32
    var storage: [UInt256: UInt256]
  }

  private var accounts: [Address: StoredAccount]
  private var codes: [Hash32: [UInt8]]

  package init(_ allocation: Allocation) {
    accounts = [:]
    accounts.reserveCapacity(allocation.count)
    codes = [.emptyKeccak: []]
    for (address, account) in allocation {
      let codeHash = account.codeHash ?? keccak256(account.code)
      if account.codeHash == nil { codes[codeHash] = account.code }
      accounts[address] = StoredAccount(
        nonce: account.nonce, balance: account.balance, codeHash: codeHash,
        storage: account.storage.filter { !$0.value.isZero })
    }
  }

  package func account(at address: Address) -> AccountState? {
    guard let account = accounts[address] else { return nil }
    return AccountState(
      nonce: account.nonce, balance: account.balance, codeHash: account.codeHash,
      hasStorage: !account.storage.isEmpty)
  }

  package func storage(at address: Address, slot: UInt256) -> UInt256 {
    accounts[address]?.storage[slot] ?? .zero
  }

  package func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    guard let code = codes[hash] else { throw .codeUnknown(hash) }
    return code
  }

  /// Moves the store to the state after a block.
  func apply(_ changes: StateChanges) {
    codes.merge(changes.codes) { old, _ in old }
    for address in changes.clearedStorage { accounts[address]?.storage = [:] }
    for (address, state) in changes.accounts {
      guard let state else {
        accounts[address] = nil
        continue
      }
      let storage = accounts[address]?.storage ?? [:]
      accounts[address] = StoredAccount(
        nonce: state.nonce, balance: state.balance, codeHash: state.codeHash, storage: storage)
    }
    for (key, value) in changes.slots {
      accounts[key.address]?.storage[key.slot] = value.isZero ? nil : value
    }
  }
}
