import EVM
import EthereumTypes

/// Reading ahead of the executor.
extension ReadCache {
  /// Something that can be read from a store.
  package enum Read: Sendable, Hashable {
    case account(Address)
    case slot(StorageKey)
    case code(Hash32)
  }

  /// A read that was issued, and when its answer will be there.
  struct IssuedRead: Sendable {
    fileprivate let read: Read
    fileprivate let end: UInt64?
  }

  /// Issues reads without waiting for any, as many as the store takes at once; `warm` is to finish
  /// them.
  func issue(_ reads: [Read]) -> [IssuedRead] {
    var issued: [IssuedRead] = []
    for read in reads where issued.count < store.parallelReads {
      if begin(read) { issued.append(IssuedRead(read: read, end: store.issue())) }
    }
    return issued
  }

  /// Reads ahead, from any thread, in the given order; what is known or under way is passed over.
  ///
  /// One thread keeps as many reads under way as the store takes at once; where a store cannot
  /// issue reads without waiting, several threads may call. A read that fails is forgotten: the
  /// executor meets the error itself.
  ///
  /// - Parameter isCancelled: Asked before each read is issued; those under way are finished.
  package func warm(_ reads: some Sequence<Read>, isCancelled: () -> Bool = { false }) {
    warm(reads, after: [], isCancelled: isCancelled)
  }

  /// Reads ahead, with some reads issued already.
  func warm(
    _ reads: some Sequence<Read>, after first: [IssuedRead], isCancelled: () -> Bool
  ) {
    // Reads end in the order in which they were issued.
    var issued = first
    var finished = 0
    for read in reads {
      if isCancelled() { break }
      if issued.count - finished == store.parallelReads {
        finish(issued[finished])
        finished += 1
      }
      if begin(read) { issued.append(IssuedRead(read: read, end: store.issue())) }
    }
    for issue in issued[finished...] { finish(issue) }
  }

  /// The account where it was read already; counts nothing.
  func knownAccount(at address: Address) -> AccountState?? {
    accounts[Self.place(of: address)].known(address)
  }

  private func begin(_ read: Read) -> Bool {
    switch read {
    case .account(let address): accounts[Self.place(of: address)].beginPrefetch(address)
    case .slot(let key): slots[Self.place(of: key)].beginPrefetch(key)
    case .code(let hash): codes.beginPrefetch(hash)
    }
  }

  private func finish(_ issued: IssuedRead) {
    if let end = issued.end { PreciseWait.wait(until: end) }
    let answers = store.answers
    switch issued.read {
    case .account(let address):
      _ = try? accounts[Self.place(of: address)].answer(address) { () throws(StateReadError) in
        try answers.account(at: address)
      }
    case .slot(let key):
      _ = try? slots[Self.place(of: key)].answer(key) { () throws(StateReadError) in
        try answers.storage(at: key.address, slot: key.slot)
      }
    case .code(let hash):
      _ = try? codes.answer(hash) { () throws(StateReadError) in try answers.code(hash: hash) }
    }
  }
}
