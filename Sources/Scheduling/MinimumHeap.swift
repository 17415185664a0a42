/// A binary heap of numbers with keys: the smallest key first, of equal keys the smaller number.
struct MinimumHeap: Sendable {
  private var items: [(key: UInt64, value: Int)] = []

  var count: Int { items.count }

  /// What would be removed next.
  var first: (key: UInt64, value: Int)? { items.first }

  mutating func insert(_ key: UInt64, _ value: Int) {
    items.append((key, value))
    var place = items.count - 1
    while place > 0, items[place] < items[(place - 1) / 2] {
      items.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func removeFirst() -> (key: UInt64, value: Int)? {
    guard let first = items.first, let last = items.popLast() else { return nil }
    guard !items.isEmpty else { return first }
    items[0] = last
    var place = 0
    while true {
      var smallest = place
      for child in [2 * place + 1, 2 * place + 2] where child < items.count {
        if items[child] < items[smallest] { smallest = child }
      }
      guard smallest != place else { return first }
      items.swapAt(place, smallest)
      place = smallest
    }
  }
}
