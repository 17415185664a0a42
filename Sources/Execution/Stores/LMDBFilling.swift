import BlockSets
import CLMDB
import EVM
import EthereumTypes
import StateTrie

/// Writes the starting states of a block set's chains into a new database.
///
/// The record that says that it is complete is written last, in a transaction of its own: whatever
/// ends the process before that leaves a database that the next run rebuilds.
final class LMDBFilling {
  /// Records a transaction: few enough to keep its pages in memory, enough not to wait for the
  /// disk all the time.
  private static let recordsPerTransaction = 20_000

  private let environment: LMDBEnvironment
  private var transaction: LMDBTransaction?
  private var pendingRecords = 0
  private var chains: UInt32 = 0

  init(folder: String) throws(StateReadError) {
    environment = try LMDBEnvironment(folder: folder, isWritable: true)
  }

  deinit {
    if let transaction { mdb_txn_abort(transaction.pointer) }
    environment.close()
  }

  /// Writes the state that a chain starts from.
  func add(_ chain: BlockChain) throws(StateReadError) {
    // A witness that cannot be read refuses the chain when it is run.
    let trie = chain.witness.flatMap { try? StateTrie(witness: $0) }
    let owners = trie.map { chain.storageOwners(shownBy: $0) } ?? []
    for (address, account) in chain.preState.sorted(by: { $0.key < $1.key }) {
      try add(account, at: address, hasUnknownStorage: owners.contains(address))
    }
    chains += 1
  }

  /// Makes the database complete, and everything in it durable.
  func finish(digest: String) throws(StateReadError) {
    try commit()
    try put(Self.completeness(digest: digest), at: StoreRecord.completenessKey)
    try commit()
  }

  /// What the last record says.
  static func completeness(digest: String) -> [UInt8] {
    Array("format \(StoreRecord.format), block set \(digest)".utf8)
  }

  private func add(
    _ account: AllocatedAccount, at address: Address, hasUnknownStorage: Bool
  ) throws(StateReadError) {
    let slots = account.storage.filter { !$0.value.isZero }
    let codeHash = account.codeHash ?? keccak256(account.code)
    let state = AccountState(
      nonce: account.nonce, balance: account.balance, codeHash: codeHash,
      hasStorage: hasUnknownStorage || !slots.isEmpty)
    try put(StoreRecord.bytes(of: state), at: StoreRecord.accountKey(chains, address))
    if account.codeHash == nil, !account.code.isEmpty {
      try put(account.code, at: StoreRecord.codeKey(codeHash))
    }
    for (slot, value) in slots.sorted(by: { $0.key < $1.key }) {
      try put(value.bigEndianBytes, at: StoreRecord.slotKey(chains, address, slot))
    }
  }

  private func put(_ value: [UInt8], at key: [UInt8]) throws(StateReadError) {
    let transaction: LMDBTransaction
    if let current = self.transaction {
      transaction = current
    } else {
      transaction = try environment.begin(isWritable: true)
      self.transaction = transaction
    }
    try transaction.put(value, at: key)
    pendingRecords += 1
    if pendingRecords == Self.recordsPerTransaction { try commit() }
  }

  private func commit() throws(StateReadError) {
    guard let transaction else { return }
    // Ended by the commit, successful or not.
    self.transaction = nil
    pendingRecords = 0
    try transaction.commit()
  }
}
