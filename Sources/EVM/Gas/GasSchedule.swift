import EthereumTypes

/// The gas prices that changed over the forks, or that operations need at run time.
///
/// A price that depends on warmth (EIP-2929) is split into the warm part and what a cold access
/// costs on top; before Berlin the second part is zero.
struct GasSchedule: Sendable {
  // Charged with the opcode.
  var balance: Int64 = 20
  var externalCode: Int64 = 20
  var externalCodeHash: Int64 = 400
  var call: Int64 = 40
  var selfDestruct: Int64 = 0
  /// SLOAD of a warm slot; also what an SSTORE costs that changes nothing.
  var warmSlotRead: Int64 = 50

  // Charged on top, when the operands say so.
  var exponentByte: Int64 = 10
  var coldAccountExtra: Int64 = 0
  var coldSlotExtra: Int64 = 0
  /// A delegation's target when it is warm (EIP-7702).
  var delegateAccess: Int64 = 0
  /// SSTORE of a cold slot.
  var coldSlotWriteExtra: Int64 = 0
  /// SELFDESTRUCT to a cold beneficiary, for which there is no warm price.
  var coldBeneficiary: Int64 = 0
  /// SELFDESTRUCT that makes its beneficiary's account.
  var selfDestructNewAccount: Int64 = 0
  var slotSet: Int64 = 20_000
  var slotReset: Int64 = 5_000
  var initCodeWord: Int64 = 0

  // Refunds.
  var slotClearRefund: Int64 = 15_000
  var selfDestructRefund: Int64 = 24_000

  // Unchanged since Frontier.
  static let memoryWord: Int64 = 3
  static let keccakWord: Int64 = 6
  static let copyWord: Int64 = 3
  static let logByte: Int64 = 8
  static let callValue: Int64 = 9_000
  static let callStipend: Int64 = 2_300
  static let newAccount: Int64 = 25_000
  static let codeDepositByte: Int64 = 200

  init(fork: Fork) {
    if fork >= .tangerineWhistle {  // EIP-150
      balance = 400
      externalCode = 700
      call = 700
      warmSlotRead = 200
      selfDestruct = 5_000
      selfDestructNewAccount = 25_000
    }
    if fork >= .spuriousDragon { exponentByte = 50 }  // EIP-160
    if fork >= .istanbul {  // EIP-1884
      balance = 700
      externalCodeHash = 700
      warmSlotRead = 800
    }
    if fork >= .berlin { applyAccessCosts() }
    if fork >= .london {  // EIP-3529
      slotClearRefund = 4_800
      selfDestructRefund = 0
    }
    if fork >= .shanghai { initCodeWord = 2 }  // EIP-3860
  }

  /// EIP-2929: 100 for what is warm, 2,600 for a cold account, 2,100 for a cold slot.
  private mutating func applyAccessCosts() {
    balance = 100
    externalCode = 100
    externalCodeHash = 100
    call = 100
    warmSlotRead = 100
    delegateAccess = 100
    coldAccountExtra = 2_500
    coldBeneficiary = 2_600
    coldSlotExtra = 2_000
    coldSlotWriteExtra = 2_100
    slotReset = 5_000 - 2_100
  }
}
