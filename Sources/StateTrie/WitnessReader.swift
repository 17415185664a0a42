import EthereumTypes

/// Makes partial tries of a witness's nodes.
struct WitnessReader: ~Copyable {
  /// What the values of a trie are.
  enum Content: Hashable {
    case bytes
    /// Accounts, whose storage tries hang below their leaves.
    case accounts
  }

  /// A node at a depth. A witness may use one node in many places, and each is decoded once for
  /// every depth: a chain of references then cannot outgrow the witness.
  private struct Position: Hashable {
    let hash: Hash32
    let depth: Int
    let content: Content
  }

  private let encodings: [Hash32: [UInt8]]
  private var memory = NodeAllocator()
  private var decoded: [Position: TrieNode] = [:]

  init(nodes: [[UInt8]]) {
    encodings = Dictionary(nodes.map { (keccak256($0), $0) }) { first, _ in first }
  }

  /// The trie with the root hash `root`; what the witness lacks of it is unresolved.
  mutating func tree(
    _ root: Hash32, of content: Content, assumesMissingSiblingsAreBranches: Bool
  ) throws(TrieError) -> NodeTree {
    let root = try trie(root, of: content)
    return NodeTree(
      root: root, slabs: memory.slabs,
      assumesMissingSiblingsAreBranches: assumesMissingSiblingsAreBranches, sharesNodes: true)
  }

  private mutating func trie(
    _ root: Hash32, of content: Content
  ) throws(TrieError) -> TrieNode? {
    if root == .emptyTrieRoot { return nil }
    return try node(root, at: NibblePath(), of: content)
  }

  private mutating func node(
    _ hash: Hash32, at path: NibblePath, of content: Content
  ) throws(TrieError) -> TrieNode {
    let position = Position(hash: hash, depth: path.count, content: content)
    if let node = decoded[position] { return node }
    guard let encoding = encodings[hash] else {
      return TrieNode(memory.place(UnresolvedNode(hash: hash)))
    }
    let node = try decode(
      encoding[...], reference: NodeReference(hash: hash),
      at: Place(hash: hash, path: path, content: content))
    decoded[position] = node
    return node
  }

  /// The node that is being decoded.
  private struct Place {
    /// The hash of the stored node that is or embeds it.
    let hash: Hash32
    var path: NibblePath
    let content: Content

    func error(_ problem: TrieError.Problem) -> TrieError {
      TrieError(problem, path: path, hash: hash)
    }

    /// The place below this one by `step`.
    func below(_ step: NibblePath) throws(TrieError) -> Place {
      guard path.count + step.count <= NibblePath.maximumCount else {
        throw error(.malformedPath)
      }
      return Place(hash: hash, path: path.appending(step), content: content)
    }

    /// Runs one of the RLP decoder's reads.
    func reading<Item>(_ read: () throws(RLPError) -> Item) throws(TrieError) -> Item {
      do throws(RLPError) {
        return try read()
      } catch {
        throw self.error(.malformedEncoding(error))
      }
    }
  }

  private mutating func decode(
    _ encoding: ArraySlice<UInt8>, reference: NodeReference, at place: Place
  ) throws(TrieError) -> TrieNode {
    let items = try place.reading { () throws(RLPError) in try Self.items(of: encoding) }
    switch items.count {
    case 2: return try decodeShort(items, reference: reference, at: place)
    case 17: return try decodeBranch(items, reference: reference, at: place)
    default: throw place.error(.wrongItemCount)
    }
  }

  /// The encoded items of a node's list.
  private static func items(
    of encoding: ArraySlice<UInt8>
  ) throws(RLPError) -> [ArraySlice<UInt8>] {
    var input = RLPDecoder(encoding)
    var list = try input.readList()
    try input.finish()
    var items: [ArraySlice<UInt8>] = []
    while !list.isAtEnd { items.append(try list.readEncodedItem()) }
    return items
  }

  /// Decodes a leaf or an extension.
  private mutating func decodeShort(
    _ items: [ArraySlice<UInt8>], reference: NodeReference, at place: Place
  ) throws(TrieError) -> TrieNode {
    let compact = try place.reading { () throws(RLPError) in try Self.string(items[0]) }
    guard let (step, isLeaf) = Self.path(compact) else { throw place.error(.malformedPath) }
    let end = try place.below(step)
    if isLeaf {
      let value = try place.reading { () throws(RLPError) in try Self.string(items[1]) }
      let subtrie = try storage(of: [UInt8](value), at: end)
      return TrieNode(
        memory.place(
          LeafNode(
            reference: reference, path: step, value: memory.place(value), subtrie: subtrie)))
    }
    guard step.count > 0, let child = try child(items[1], at: end) else {
      throw place.error(.malformedPath)
    }
    return TrieNode(
      memory.place(ExtensionNode(reference: reference, path: step, child: child)))
  }

  private mutating func decodeBranch(
    _ items: [ArraySlice<UInt8>], reference: NodeReference, at place: Place
  ) throws(TrieError) -> TrieNode {
    var slots = BranchSlots()
    for nibble in 0..<16 where items[nibble] != [0x80] {
      slots.set(
        nibble, to: try child(items[nibble], at: try place.below(NibblePath(nibble: nibble))))
    }
    slots.unhashed = 0
    let value = try place.reading { () throws(RLPError) in try Self.string(items[16]) }
    slots.value = value.isEmpty ? nil : memory.place(value)
    return TrieNode(
      memory.place(BranchNode(reference: reference, slots: slots, update: .none)))
  }

  /// The node that the encoded item `reference` refers to or is.
  private mutating func child(
    _ reference: ArraySlice<UInt8>, at place: Place
  ) throws(TrieError) -> TrieNode? {
    if reference.count < 32, RLPDecoder(reference).peekIsList {
      let embedded = NodeReference(embedding: reference)
      return try decode(reference, reference: embedded, at: place)
    }
    let bytes = try place.reading { () throws(RLPError) in try Self.string(reference) }
    if bytes.isEmpty { return nil }
    guard let hash = Hash32(bytes: bytes) else {
      throw place.error(.malformedReference(length: bytes.count))
    }
    return try node(hash, at: place.path, of: place.content)
  }

  /// The storage trie of the account that a leaf of a state trie holds.
  private mutating func storage(
    of value: [UInt8], at place: Place
  ) throws(TrieError) -> TrieNode? {
    guard place.content == .accounts else { return nil }
    let account: TrieAccount
    do throws(RLPError) {
      account = try TrieAccount(decoding: value)
    } catch {
      throw place.error(.malformedAccount(error))
    }
    do throws(TrieError) {
      return try trie(account.storageRoot, of: .bytes)
    } catch {
      throw error.inStorage(of: Hash32(word: place.path.word))
    }
  }

  private static func string(_ item: ArraySlice<UInt8>) throws(RLPError) -> ArraySlice<UInt8> {
    var decoder = RLPDecoder(item)
    return try decoder.readSlice()
  }

  /// Decodes the hex-prefix encoding of a path (Yellow Paper, appendix C).
  private static func path(
    _ compact: ArraySlice<UInt8>
  ) -> (path: NibblePath, isLeaf: Bool)? {
    guard let first = compact.first, first < 0x40, compact.count <= 33 else { return nil }
    let isOdd = first & 0x10 != 0
    if !isOdd, first & 0x0f != 0 { return nil }
    let pairs = NibblePath([UInt8](compact.dropFirst()))
    guard isOdd else { return (pairs, first & 0x20 != 0) }
    guard pairs.count < NibblePath.maximumCount else { return nil }
    return (NibblePath(nibble: Int(first & 0x0f)).appending(pairs), first & 0x20 != 0)
  }
}
