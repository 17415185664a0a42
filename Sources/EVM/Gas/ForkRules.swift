import EthereumTypes

/// The rules of one fork that execution needs, as data.
///
/// A trivial type: copying it counts no references. The tables of opcodes are held apart.
package struct ForkRules: Sendable {
  package let fork: Fork
  let gas: GasSchedule

  /// Most bytes that a contract's code may have (EIP-170).
  package var maximumCodeSize: Int { fork >= .spuriousDragon ? 24_576 : .max }
  /// Most bytes that initialisation code may have (EIP-3860).
  package var maximumInitCodeSize: Int { fork >= .shanghai ? 49_152 : .max }
  /// Most gas that a transaction may ask for (EIP-7825).
  package var transactionGasCap: UInt64? { fork >= .osaka ? 16_777_216 : nil }
  /// The share of the gas used that refunds may not exceed is one in this many (EIP-3529).
  package var refundQuotient: UInt64 { fork >= .london ? 5 : 2 }

  /// How SSTORE is priced.
  let slotPricing: SlotPricing
  /// A caller keeps one 64th of its gas, and asking for more than there is does not halt (EIP-150).
  let keepsOne64th: Bool
  /// Contract accounts start with nonce 1; value moved to a dead account makes it (EIP-161).
  let clearsEmptyAccounts: Bool
  /// A creation that cannot pay for its code fails instead of leaving none (EIP-2).
  let failsUnpaidDeposits: Bool
  /// New code must not start with 0xef (EIP-3541).
  let rejectsReservedCode: Bool
  /// SELFDESTRUCT deletes only what the same transaction created (EIP-6780).
  let keepsOldContracts: Bool
  /// Accounts may delegate to a contract's code (EIP-7702).
  let followsDelegations: Bool
  /// Moves of value are logged (EIP-7708).
  package let logsTransfers: Bool
  /// PREVRANDAO in place of DIFFICULTY (EIP-4399).
  let hasPrevRandao: Bool

  /// How SSTORE is priced.
  enum SlotPricing: Sendable {
    /// By the value before and after the operation.
    case gross
    /// Also by the value before the transaction (EIP-1283).
    case net
    /// As `net`, but not with 2,300 gas or less (EIP-2200).
    case netAboveStipend
  }

  /// The rules of a fork.
  package static func rules(for fork: Fork) -> ForkRules { all[fork.rawValue] }

  private static let all: [ForkRules] = Fork.allCases.map(ForkRules.init(fork:))

  private init(fork: Fork) {
    self.fork = fork
    gas = GasSchedule(fork: fork)
    slotPricing =
      fork >= .istanbul ? .netAboveStipend : fork == .constantinople ? .net : .gross
    keepsOne64th = fork >= .tangerineWhistle
    clearsEmptyAccounts = fork >= .spuriousDragon
    failsUnpaidDeposits = fork >= .homestead
    rejectsReservedCode = fork >= .london
    keepsOldContracts = fork >= .cancun
    followsDelegations = fork >= .prague
    logsTransfers = fork >= .amsterdam
    hasPrevRandao = fork >= .paris
  }
}
