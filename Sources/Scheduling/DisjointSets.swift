/// A partition of 0..<n that only grows coarser: union-find with path halving and union by size.
struct DisjointSets: Sendable {
  private var parents: [Int32]
  private var sizes: [Int32]

  /// Every element alone.
  init(count: Int) {
    parents = (0..<Int32(count)).map { $0 }
    sizes = Array(repeating: 1, count: count)
  }

  /// Unites the sets of two elements; false if they were one set already.
  mutating func unite(_ a: Int, _ b: Int) -> Bool {
    var large = findHalving(a)
    var small = findHalving(b)
    if large == small { return false }
    if sizes[large] < sizes[small] { swap(&large, &small) }
    parents[small] = Int32(large)
    sizes[large] += sizes[small]
    return true
  }

  /// The representative of an element's set.
  ///
  /// - Complexity: O(log *n*), by union by size.
  func representative(of element: Int) -> Int {
    var element = element
    while Int(parents[element]) != element { element = Int(parents[element]) }
    return element
  }

  /// The number of elements in the set of a representative.
  func size(of representative: Int) -> Int { Int(sizes[representative]) }

  private mutating func findHalving(_ element: Int) -> Int {
    var element = element
    while true {
      let parent = Int(parents[element])
      if parent == element { return element }
      let grandparent = parents[parent]
      parents[element] = grandparent
      element = Int(grandparent)
    }
  }
}
