import EVM
import EthereumTypes

/// State held in dictionaries.
package final class ProgramState: StateReader {
  /// An account with all that it holds.
  package struct Account: Sendable, Equatable {
    package var balance: UInt256
    package var nonce: UInt64
    package var code: [UInt8]
    package var storage: [UInt256: UInt256]

    package init(
      balance: UInt256 = .zero, nonce: UInt64 = 0, code: [UInt8] = [],
      storage: [UInt256: UInt256] = [:]
    ) {
      self.balance = balance
      self.nonce = nonce
      self.code = code
      self.storage = storage
    }
  }

  private let accounts: [Address: AccountState]
  private let slots: [Address: [UInt256: UInt256]]
  private let codes: [Hash32: [UInt8]]

  package init(_ accounts: [Address: Account]) {
    var codes: [Hash32: [UInt8]] = [:]
    self.accounts = accounts.mapValues { account in
      let hash = account.code.isEmpty ? Hash32.emptyKeccak : keccak256(account.code)
      codes[hash] = account.code
      return AccountState(
        nonce: account.nonce, balance: account.balance, codeHash: hash,
        hasStorage: !account.storage.isEmpty)
    }
    slots = accounts.mapValues(\.storage)
    self.codes = codes
  }

  package func account(at address: Address) throws(StateReadError) -> AccountState? {
    accounts[address]
  }

  package func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    slots[address]?[slot] ?? .zero
  }

  package func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    guard let code = codes[hash] else { throw .codeUnknown(hash) }
    return code
  }
}
