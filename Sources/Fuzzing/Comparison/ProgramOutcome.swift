import EVM
import EthereumTypes

/// Everything that a message did.
package struct ProgramOutcome: Sendable {
  package var status: CallOutcome.Status
  package var gasLeft: Int64
  package var refund: Int64
  package var output: [UInt8]
  package var createdAddress: Address?
  package var logs: [Log]
  /// In the order of their first access.
  package var accounts: [AccountChange]
  package var slots: [SlotChange]
  package var remains: FrameRemains

  /// An account that was touched.
  package struct AccountChange: Sendable, Equatable {
    package var address: Address
    package var reads: FieldSet
    package var before: AccountState?
    package var after: AccountState?
    package var newCode: [UInt8]?
    package var isStorageCleared: Bool
  }

  /// A slot that was touched.
  package struct SlotChange: Sendable, Equatable {
    package var address: Address
    package var slot: UInt256
    package var before: UInt256
    package var after: UInt256
  }

  init(_ outcome: CallOutcome, logs: [Log], log: AccessLog, remains: FrameRemains) {
    status = outcome.status
    gasLeft = outcome.gasLeft
    refund = outcome.gasRefund
    output = outcome.output
    createdAddress = outcome.createdAddress
    self.logs = logs
    accounts = log.accounts(at: 0).map { account in
      AccountChange(
        address: account.address, reads: account.reads, before: account.before,
        after: account.after, newCode: account.newCode.map { Array($0.bytes) },
        isStorageCleared: account.storageCleared)
    }
    slots = log.slots(at: 0).map { slot in
      SlotChange(address: slot.address, slot: slot.slot, before: slot.before, after: slot.after)
    }
    self.remains = remains
  }
}

extension ProgramOutcome.AccountChange: CustomStringConvertible {
  /// The account before and after.
  package var description: String {
    "\(address) \(before as Any) -> \(after as Any)"
      + " code \(newCode.map { $0.hex } as Any) reads \(reads.rawValue)"
      + (isStorageCleared ? " storage cleared" : "")
  }
}

extension ProgramOutcome.SlotChange: CustomStringConvertible {
  /// The value before and after.
  package var description: String { "\(address) \(slot) \(before) -> \(after)" }
}
