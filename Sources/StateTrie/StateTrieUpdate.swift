import EthereumTypes

/// Runs a body once for each number below `count`, in any order and on any threads, and returns
/// when all have run.
package typealias TriePieceRunner =
  (_ count: Int, _ body: @escaping @Sendable (_ piece: Int) -> Void) -> Void

/// An update of a state trie whose changes arrive in pieces: per transaction, per group, or all at
/// once.
///
///     var update = StateTrieUpdate(of: parent, cancellation: cancellation)
///     while let piece = queue.next() {          // on the merkleizer's thread
///       update.add(piece)                       // hashes keys, 0.05 µs each
///       if queue.isEmpty { try update.hashAhead() }
///     }
///     guard let trie = try update.finish(runPieces: run) else { return }   // cancelled
///     trie.rootHash
///
/// Pieces count in the order in which they are added, and may change an account or a slot again;
/// the result is the same as of one piece with the last values. The parent is never touched, so an
/// update may be dropped at any time. ``hashAhead()`` only spreads the work: call it when there is
/// nothing else to do, and ``finish(runPieces:)`` has the less left. Removals wait for the end,
/// since a later piece may bring back what one removed, and a witness need not know the neighbours
/// of what is only gone in between.
///
/// An update belongs to one thread at a time. Another thread stops it by its ``TrieCancellation``:
/// calls then return within one batch of hashes (about 0.1 ms), and the end gives nil.
package struct StateTrieUpdate: ~Copyable {
  /// Changes that are worth splitting by nibbles: between threads as soon as one is woken in less
  /// time, on one thread when all together do not fit in the cache.
  private static func leastCount(isParallel: Bool) -> Int { isParallel ? 64 : 4_096 }

  private static let inTurn: @Sendable (Int, @Sendable (Int) -> Void) -> Void = { count, body in
    for piece in 0..<count { body(piece) }
  }

  private let parent: NodeTree
  private var root: TrieNode?
  private let cancellation: TrieCancellation?
  /// What is not in the trie under `root` yet.
  private var waiting = KeyedChanges()
  /// Removals that wait for the end, by account.
  private var removals: [Hash32: KeyedChanges] = [:]
  private let stamp = UpdateStamp.next()
  /// Does what is not split by nibbles.
  private let whole: TrieShare
  /// One for each nibble, made when first needed.
  private var shares: [TrieShare] = []
  private var failure: TrieError?

  /// Begins an update of `trie`, which stays as it is.
  package init(of trie: StateTrie, cancellation: TrieCancellation? = nil) {
    parent = trie.tree
    root = parent.root
    self.cancellation = cancellation
    whole = TrieShare(
      assumesMissingSiblingsAreBranches: parent.assumesMissingSiblingsAreBranches, stamp: stamp,
      cancellation: cancellation)
  }

  /// Takes a piece: hashes its keys, and leaves the rest to ``hashAhead(runPieces:)`` or the end.
  ///
  /// An update without fields deletes the account with its storage; it may be made again by a
  /// later one.
  package mutating func add(_ updates: [AccountUpdate]) {
    if cancellation?.isCancelled == true { return }
    let first = waiting.accounts.count
    waiting.append(updates)
    if removals.isEmpty { return }
    // What waited comes before what is new.
    let added = waiting.accounts[first...]
    var earlier = KeyedChanges()
    for change in added {
      guard let waited = removals.removeValue(forKey: change.key) else { continue }
      earlier.append(contentsOf: waited)
    }
    guard !earlier.accounts.isEmpty else { return }
    earlier.append(contentsOf: waiting)
    waiting = earlier
  }

  /// Brings the pieces so far into the trie and hashes what they changed, except removals and the
  /// two levels of branches at the top.
  ///
  /// The more changes at a time, the less each costs: a vector hashes eight nodes in the time of
  /// one.
  ///
  /// - Parameter runPieces: Runs up to 16 pieces of work at once; nil does all on this thread.
  /// - Throws: What a witness lacks. Every later call then throws the same.
  package mutating func hashAhead(runPieces: TriePieceRunner? = nil) throws(TrieError) {
    try apply(extent: .ahead, runPieces)
  }

  /// The trie with all pieces, its root hashed; nil if the update was cancelled.
  ///
  /// - Parameter runPieces: Runs up to 16 pieces of work at once; nil does all on this thread.
  /// - Throws: What a witness lacks.
  package consuming func finish(
    runPieces: TriePieceRunner? = nil
  ) throws(TrieError) -> StateTrie? {
    if !removals.isEmpty {
      var all = KeyedChanges()
      for waited in removals.values { all.append(contentsOf: waited) }
      all.append(contentsOf: waiting)
      waiting = all
      removals = [:]
    }
    try apply(extent: .everything, runPieces)
    whole.hash(root)
    if cancellation?.isCancelled == true { return nil }
    return StateTrie(
      tree: parent.successor(root: root, slabs: whole.slabs + shares.flatMap(\.slabs)))
  }

  private mutating func apply(
    extent: TrieShare.Extent, _ runPieces: TriePieceRunner?
  ) throws(TrieError) {
    if let failure { throw failure }
    if waiting.accounts.isEmpty || cancellation?.isCancelled == true { return }
    let order = HashedKeys(waiting.accounts.lazy.map(\.key))
    let changeCount = order.count + waiting.slots.count
    do throws(TrieError) {
      if let slots = rootSlots, changeCount >= Self.leastCount(isParallel: runPieces != nil) {
        root = try applyInPieces(order, to: slots, extent: extent, runPieces ?? Self.inTurn)
      } else {
        whole.apply(waiting, in: order[...], to: root, depth: 0, root: root, extent: extent)
        root = try whole.result.get()
        deferRemovals(of: whole)
      }
    } catch {
      failure = error
      throw error
    }
    waiting.removeAll()
  }

  /// What the root leads to by each nibble, if it is a branch or nothing.
  private var rootSlots: BranchSlots? {
    guard let root else { return BranchSlots() }
    guard case .branch(let branch) = root.content else { return nil }
    return branch.pointee.slots
  }

  private mutating func applyInPieces(
    _ order: HashedKeys, to slots: BranchSlots, extent: TrieShare.Extent,
    _ runPieces: TriePieceRunner
  ) throws(TrieError) -> TrieNode? {
    while shares.count < 16 {
      shares.append(
        TrieShare(
          assumesMissingSiblingsAreBranches: parent.assumesMissingSiblingsAreBranches,
          stamp: stamp, cancellation: cancellation))
    }
    let pieces = Self.pieces(of: order)
    let (shares, changes, root) = (shares, waiting, root)
    runPieces(pieces.count) { number in
      let (nibble, range) = pieces[number]
      shares[nibble].apply(
        changes, in: order[range], to: slots[nibble], depth: 1, root: root,
        extent: extent)
    }
    var slots = slots
    for (nibble, _) in pieces {
      slots.set(nibble, to: try shares[nibble].result.get())
      deferRemovals(of: shares[nibble])
    }
    return try whole.join(slots)
  }

  /// The ranges of keys that begin with the same nibble.
  private static func pieces(of order: HashedKeys) -> [(nibble: Int, range: Range<Int>)] {
    var pieces: [(nibble: Int, range: Range<Int>)] = []
    var start = order.startIndex
    while start < order.endIndex {
      let nibble = NibblePath(order[start].key)[0]
      var end = start + 1
      while end < order.endIndex, NibblePath(order[end].key)[0] == nibble { end += 1 }
      pieces.append((nibble, start..<end))
      start = end
    }
    return pieces
  }

  private mutating func deferRemovals(of share: TrieShare) {
    for change in share.deferred.accounts {
      removals[change.key, default: KeyedChanges()]
        .append(change, slots: share.deferred.slots[change.slots])
    }
  }
}
