import EthereumTypes

/// The last blocks before a new one, as far back as an ommer may reach.
struct Ancestors: Sendable {
  /// One block and the ommers that it names.
  private struct Ancestor: Sendable {
    let hash: Hash32
    let header: BlockHeader
    let ommers: Set<Hash32>
  }

  /// Oldest first; an ommer's parent is one generation older than the ommer.
  private var blocks: [Ancestor] = []
  private static let capacity = Int(ProofOfWork.maximumOmmerAge) + 1

  /// Adds the next block of the chain.
  ///
  /// - Parameter ommers: `nil` where they are not known.
  mutating func append(_ header: BlockHeader, ommers: [BlockHeader]?) {
    guard let ommers else { return blocks.removeAll() }
    blocks.append(
      Ancestor(hash: header.hash, header: header, ommers: Set(ommers.map(\.hash))))
    if blocks.count > Self.capacity { blocks.removeFirst() }
  }

  /// Whether no block is missing that an ommer could be related to.
  private var areComplete: Bool {
    blocks.count == Self.capacity || blocks.first?.header.number == 0
  }

  /// Checks that an ommer is the child of an ancestor, on no chain that the block is on, and was
  /// not named before. Nothing is checked where a chain begins with a block in its middle.
  func validate(
    _ ommer: BlockHeader, of block: BlockHeader, schedule: ForkSchedule
  ) throws(BlockInvalidity) {
    guard areComplete else { return }
    let hash = ommer.hash
    if blocks.contains(where: { $0.hash == hash }) {
      throw .header(field: "ommers", expected: "none of the ancestors", found: "\(hash)")
    }
    if blocks.contains(where: { $0.ommers.contains(hash) }) {
      throw .header(field: "ommers", expected: "each named once", found: "\(hash) again")
    }
    guard ommer.parentHash != block.parentHash,
      let parent = blocks.first(where: { $0.hash == ommer.parentHash })
    else {
      throw .header(
        field: "ommers", expected: "children of the block's grandparent or an older ancestor",
        found: "a child of \(ommer.parentHash)")
    }
    try HeaderValidation.validateOmmer(ommer, after: parent.header, schedule: schedule)
  }
}
