import EthereumTypes
import Execution

/// What the execution-spec-tests call our reasons to refuse a block.
///
/// Some reasons have several names, because a test says what was done to the block, and not what
/// follows from it: new bytes of a withdrawal are another withdrawals root, for example.
enum ExceptionNames {
  /// Whether a name belongs to any of our reasons.
  static func areKnown(_ name: Substring) -> Bool {
    name.hasPrefix(encodingPrefix) || all.contains(String(name))
  }

  /// Starts every name that is about the encoding of a block or transaction.
  static let encodingPrefix = "RLP_"
  /// Of rejections that are found while a block is decoded, besides those with the prefix.
  static let decoding: Set<String> = [
    "INCORRECT_BLOCK_FORMAT", "TYPE_3_TX_CONTRACT_CREATION", "TYPE_3_TX_WITH_FULL_BLOBS",
    "TYPE_4_TX_CONTRACT_CREATION", "TYPE_4_INVALID_AUTHORIZATION_FORMAT",
  ]
  /// By the field of the header that is wrong.
  static let fields: [String: Set<String>] = [
    "parentHash": ["UNKNOWN_PARENT", "UNKNOWN_PARENT_ZERO"],
    "ommersHash": ["INVALID_UNCLES_HASH", "IMPORT_IMPOSSIBLE_UNCLES_OVER_PARIS"],
    "ommers": [
      "TOO_MANY_UNCLES", "UNCLE_IN_CHAIN", "UNCLE_IS_ANCESTOR", "UNCLE_IS_BROTHER",
      "UNCLE_PARENT_INCORRECT", "UNCLE_UNKNOWN_PARENT", "IMPORT_IMPOSSIBLE_UNCLES_OVER_PARIS",
    ],
    "difficulty": ["INVALID_DIFFICULTY", "IMPORT_IMPOSSIBLE_DIFFICULTY_OVER_PARIS"],
    "number": ["INVALID_BLOCK_NUMBER"],
    "timestamp": ["INVALID_BLOCK_TIMESTAMP_OLDER_THAN_PARENT"],
    "gasLimit": ["INVALID_GASLIMIT", "GASLIMIT_TOO_BIG"],
    "gasUsed": ["INVALID_GAS_USED_ABOVE_LIMIT", "GAS_USED_OVERFLOW"],
    "extraData": ["EXTRA_DATA_TOO_BIG", "EXTRA_DATA_INVALID_DAO"],
    "transactionsRoot": ["INVALID_TRANSACTIONS_ROOT"],
    "withdrawalsRoot": ["INVALID_WITHDRAWALS_ROOT"],
    "baseFeePerGas": ["INVALID_BASEFEE_PER_GAS"],
    "blobGasUsed": ["INCORRECT_BLOB_GAS_USED", "BLOB_GAS_USED_ABOVE_LIMIT"],
    "excessBlobGas": ["INCORRECT_EXCESS_BLOB_GAS"],
  ]
  /// Of headers with fields of another fork.
  static let presence: Set<String> = [
    "INCORRECT_BLOCK_FORMAT", "IMPORT_IMPOSSIBLE_LEGACY", "IMPORT_IMPOSSIBLE_LONDON_OVER_PARIS",
    "IMPORT_IMPOSSIBLE_PARIS_OVER_SHANGHAI", "IMPORT_IMPOSSIBLE_SHANGHAI",
  ]
  /// By the part of the outcome that the header contradicts.
  static func names(of check: VerdictCheck) -> Set<String> {
    switch check {
    case .gas: ["INVALID_GAS_USED"]
    case .receipts: ["INVALID_RECEIPTS_ROOT", "INVALID_LOG_BLOOM"]
    case .requests: ["INVALID_REQUESTS"]
    case .blockAccessList: ["INVALID_BAL_HASH", "INVALID_BLOCK_ACCESS_LIST"]
    case .stateRoot: ["INVALID_STATE_ROOT"]
    }
  }
  static let blockAccessList: Set<String> = [
    "INVALID_BLOCK_ACCESS_LIST", "BLOCK_ACCESS_LIST_GAS_LIMIT_EXCEEDED", "INCORRECT_BLOCK_FORMAT",
  ]
  /// Of the blocks' other reasons.
  static let others: Set<String> = [
    "RLP_BLOCK_LIMIT_EXCEEDED", "SYSTEM_CONTRACT_EMPTY", "SYSTEM_CONTRACT_CALL_FAILED",
    "INVALID_DEPOSIT_EVENT_LAYOUT",
  ]
  /// Of transactions.
  static let transactions: Set<String> = [
    "TYPE_1_TX_PRE_FORK", "TYPE_2_TX_PRE_FORK", "TYPE_3_TX_PRE_FORK", "TYPE_4_TX_PRE_FORK",
    "TYPE_3_TX_ZERO_BLOBS_PRE_FORK", "TYPE_NOT_SUPPORTED", "INVALID_SIGNATURE_VRS",
    "EC_RECOVERY_FAIL", "INVALID_CHAINID", "GAS_LIMIT_EXCEEDS_MAXIMUM", "INTRINSIC_GAS_TOO_LOW",
    "INTRINSIC_GAS_BELOW_FLOOR_GAS_COST", "INITCODE_SIZE_EXCEEDED", "NONCE_IS_MAX",
    "NONCE_TOO_BIG", "PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS",
    "PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS_2", "INSUFFICIENT_MAX_FEE_PER_GAS",
    "INSUFFICIENT_ACCOUNT_FUNDS", "GASLIMIT_PRICE_PRODUCT_OVERFLOW", "TYPE_3_TX_ZERO_BLOBS",
    "TYPE_3_TX_BLOB_COUNT_EXCEEDED", "TYPE_3_TX_INVALID_BLOB_VERSIONED_HASH",
    "INSUFFICIENT_MAX_FEE_PER_BLOB_GAS", "TYPE_3_TX_CONTRACT_CREATION",
    "TYPE_4_TX_CONTRACT_CREATION", "TYPE_4_EMPTY_AUTHORIZATION_LIST", "SENDER_NOT_EOA",
    "NONCE_MISMATCH_TOO_LOW", "NONCE_MISMATCH_TOO_HIGH", "GAS_ALLOWANCE_EXCEEDED",
    "TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED",
  ]

  private static let all =
    fields.values.reduce(into: decoding) { $0.formUnion($1) }
    .union(presence).union(blockAccessList).union(others).union(transactions)
    .union(VerdictCheck.allCases.flatMap(names(of:)))
}

extension BlockInvalidity {
  /// Whether the tests may call the reason by this name.
  func isNamed(_ name: Substring) -> Bool {
    if case .decoding = self, name.hasPrefix(ExceptionNames.encodingPrefix) { return true }
    return exceptionNames.contains(String(name))
  }

  private var exceptionNames: Set<String> {
    switch self {
    case .decoding: ExceptionNames.decoding
    case .header(let field, let expected, _):
      ["present", "absent"].contains(expected)
        ? ExceptionNames.presence : ExceptionNames.fields[field] ?? []
    case .blockTooLarge: ["RLP_BLOCK_LIMIT_EXCEEDED"]
    case .transaction(_, let reason): reason.exceptionNames
    case .feeRecipientOverdrawn: ["INSUFFICIENT_ACCOUNT_FUNDS"]
    case .systemContractMissing: ["SYSTEM_CONTRACT_EMPTY"]
    case .systemCallFailed: ["SYSTEM_CONTRACT_CALL_FAILED"]
    case .malformedDeposit: ["INVALID_DEPOSIT_EVENT_LAYOUT"]
    case .mismatch(let check, _, _): ExceptionNames.names(of: check)
    case .blockAccessList: ExceptionNames.blockAccessList
    case .trie, .execution: []
    }
  }
}

extension TransactionInvalidity {
  /// What the tests may call the reason.
  var exceptionNames: Set<String> {
    switch self {
    case .typeNotSupported(let kind, _):
      ["TYPE_\(kind.rawValue)_TX_PRE_FORK", "TYPE_NOT_SUPPORTED"]
    case .signature: ["INVALID_SIGNATURE_VRS", "EC_RECOVERY_FAIL"]
    case .chainID: ["INVALID_CHAINID"]
    case .gasLimitAboveCap: ["GAS_LIMIT_EXCEEDS_MAXIMUM"]
    case .intrinsicGas: ["INTRINSIC_GAS_TOO_LOW"]
    case .calldataFloor: ["INTRINSIC_GAS_BELOW_FLOOR_GAS_COST", "INTRINSIC_GAS_TOO_LOW"]
    case .initcodeTooLarge: ["INITCODE_SIZE_EXCEEDED"]
    case .nonceAtMaximum: ["NONCE_IS_MAX", "NONCE_TOO_BIG"]
    case .priorityFeeAboveMaxFee:
      ["PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS", "PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS_2"]
    case .maxFeeBelowBaseFee: ["INSUFFICIENT_MAX_FEE_PER_GAS"]
    case .costOverflow: ["INSUFFICIENT_ACCOUNT_FUNDS", "GASLIMIT_PRICE_PRODUCT_OVERFLOW"]
    case .blobTransactionWithoutBlobs: ["TYPE_3_TX_ZERO_BLOBS"]
    case .tooManyBlobs: ["TYPE_3_TX_BLOB_COUNT_EXCEEDED"]
    case .blobHashVersion: ["TYPE_3_TX_INVALID_BLOB_VERSIONED_HASH"]
    case .maxFeePerBlobGasTooLow: ["INSUFFICIENT_MAX_FEE_PER_BLOB_GAS"]
    case .creationNotAllowed(let kind): ["TYPE_\(kind.rawValue)_TX_CONTRACT_CREATION"]
    case .emptyAuthorizationList: ["TYPE_4_EMPTY_AUTHORIZATION_LIST"]
    case .senderIsContract: ["SENDER_NOT_EOA"]
    case .nonceTooLow: ["NONCE_MISMATCH_TOO_LOW"]
    case .nonceTooHigh: ["NONCE_MISMATCH_TOO_HIGH"]
    case .insufficientBalance: ["INSUFFICIENT_ACCOUNT_FUNDS"]
    case .gasLimitAboveRemaining: ["GAS_ALLOWANCE_EXCEEDED", "GAS_USED_OVERFLOW"]
    case .blobGasAboveRemaining:
      // A transaction that has more blobs than a block may have is called either.
      ["TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED", "TYPE_3_TX_BLOB_COUNT_EXCEEDED"]
    }
  }
}
