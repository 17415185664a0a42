import EVM
import EthereumTypes

/// A message and the small world that it runs in.
package struct Program: Sendable {
  package static let sender = Address(word: 0x5e4de7)
  /// What the message calls.
  package static let contract = Address(word: 0xc0de)
  package static let other = Address(word: 0x07e4)

  /// What the message does.
  package enum Kind: String, Sendable {
    case call
    /// The contract's code is initialisation code.
    case creation
  }

  package var fork: Fork
  package var kind: Kind
  /// Accounts, but for the code of those in `codes`.
  package var accounts: [Address: ProgramState.Account]
  package var codes: [Address: ProgramCode]
  package var value: UInt256
  package var data: [UInt8]
  package var gas: Int64

  package init(
    fork: Fork, kind: Kind = .call, accounts: [Address: ProgramState.Account] = [:],
    codes: [Address: ProgramCode], value: UInt256 = .zero, data: [UInt8] = [], gas: Int64
  ) {
    self.fork = fork
    self.kind = kind
    self.accounts = accounts
    self.codes = codes
    self.value = value
    self.data = data
    self.gas = gas
  }

  /// The state before the message.
  package var state: ProgramState {
    var accounts = accounts
    for (address, code) in codes where kind == .call || address != Self.contract {
      accounts[address, default: .init()].code = code.bytes
    }
    return ProgramState(accounts)
  }

  /// The message.
  package var message: CallMessage {
    switch kind {
    case .call:
      CallMessage(
        kind: .call(to: Self.contract), sender: Self.sender, value: value, data: data, gas: gas)
    case .creation:
      CallMessage(
        kind: .create(at: ContractAddress.created(by: Self.sender, nonce: 5)),
        sender: Self.sender, value: value, data: codes[Self.contract]?.bytes ?? [], gas: gas)
    }
  }
}
