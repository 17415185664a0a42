import EthereumTypes

/// An account as one overlay sees it, with what it was at the start of the current transaction.
///
/// Marks that belong to a transaction hold the transaction's epoch, so that a new transaction
/// clears all of them by counting up. What the reader said is kept beside what transactions made
/// of it, so that the next group starts from there without asking again.
@usableFromInline struct AccountEntry {
  /// What the reader said, once it was asked.
  private var base: AccountState?
  var balance: UInt256 = .zero
  var codeHash: Hash32 = .emptyKeccak
  var originalBalance: UInt256 = .zero
  var originalCodeHash: Hash32 = .emptyKeccak
  let address: Address
  var nonce: UInt64 = 0
  var originalNonce: UInt64 = 0
  /// The analysed code, once somebody asked for it.
  var code: CodeRef?

  @usableFromInline var warmEpoch: UInt32 = 0
  @usableFromInline var touchEpoch: UInt32 = 0
  var creationEpoch: UInt32 = 0
  var destructionEpoch: UInt32 = 0
  /// EIP-161: touched by a state-changing operation in this transaction.
  var emptyTouchEpoch: UInt32 = 0
  /// The group that the fields stand for; another group starts from `base`.
  var groupEpoch: UInt32 = 0

  private(set) var isLoaded = false
  var exists = false
  var originalExists = false
  /// The store holds slots that `storageIsFresh` does not hide.
  var hasStorage = false
  /// Nothing of the store's slots counts any more: the account was created or wiped here.
  var storageIsFresh = false
  var originalStorageIsFresh = false
  @usableFromInline let isPrecompile: Bool
  var reads: FieldSet = []

  init(address: Address, isPrecompile: Bool) {
    self.address = address
    self.isPrecompile = isPrecompile
  }

  /// Takes over what the reader says.
  mutating func load(_ state: AccountState?) {
    base = state
    isLoaded = true
    restore()
  }

  /// Forgets what the transactions of other groups made of the account.
  mutating func restore() {
    exists = base != nil
    nonce = base?.nonce ?? 0
    balance = base?.balance ?? .zero
    let hash = base?.codeHash ?? .emptyKeccak
    if hash != codeHash {
      codeHash = hash
      code = nil
    }
    hasStorage = base?.hasStorage ?? false
    storageIsFresh = false
  }

  var isEmpty: Bool { nonce == 0 && balance.isZero && codeHash == .emptyKeccak }

  /// The account now, or `nil` where it does not exist.
  var state: AccountState? {
    guard exists else { return nil }
    return AccountState(
      nonce: nonce, balance: balance, codeHash: codeHash,
      hasStorage: hasStorage && !storageIsFresh)
  }

  /// The account at the start of the transaction.
  var originalState: AccountState? {
    guard originalExists else { return nil }
    return AccountState(
      nonce: originalNonce, balance: originalBalance, codeHash: originalCodeHash,
      hasStorage: hasStorage && !originalStorageIsFresh)
  }
}

/// A storage slot as one overlay sees it.
@usableFromInline struct SlotEntry {
  let key: UInt256
  @usableFromInline var value: UInt256 = .zero
  /// At the start of the transaction that touched it last (EIP-2200).
  @usableFromInline var original: UInt256 = .zero
  let account: AccountID
  @usableFromInline var warmEpoch: UInt32 = 0
  @usableFromInline var touchEpoch: UInt32 = 0
  /// The group that `value` stands for; another group starts from `base`.
  var groupEpoch: UInt32 = 0
  /// What the reader said, once it was asked.
  var base: UInt256?

  init(account: AccountID, key: UInt256) {
    self.account = account
    self.key = key
  }
}

/// A transient storage slot (EIP-1153).
struct TransientEntry {
  let key: UInt256
  var value: UInt256 = .zero
  let account: AccountID
}
