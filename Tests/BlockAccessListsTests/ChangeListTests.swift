import BlockAccessLists
import EthereumTypes
import TestSupport
import Testing

/// A list of changes behaves as the array of them.
@Suite("Lists of changes")
struct ChangeListTests {
  @Test("Every way of changing a list does what it does to an array", arguments: 1...20)
  func asArray(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var array: [NonceChange] = []
    var list = ChangeList<NonceChange>()
    for step in 0..<200 {
      let change = NonceChange(index: .at(step), newNonce: UInt64.random(in: 0...3, using: &random))
      switch Int.random(in: 0...5, using: &random) {
      case 0, 1:
        let place = Int.random(in: 0...array.count, using: &random)
        array.insert(change, at: place)
        list.insert(change, at: place)
      case 2 where !array.isEmpty:
        let place = Int.random(in: array.indices, using: &random)
        array[place] = change
        list[place] = change
      case 3, 4:
        if let place = array.indices.randomElement(using: &random) {
          array.remove(at: place)
          list.remove(at: place)
        }
      case 5 where array.count > 1:
        array.swapAt(0, array.count - 1)
        list.swapAt(0, array.count - 1)
      default: break
      }
      #expect(Array(list) == array, "seed \(seed), step \(step)")
      // Equal and of one hash however they came to be.
      #expect(Set([list, ChangeList(array)]).count == 1, "seed \(seed), step \(step)")
      #expect(list != ChangeList(array + [change]))
    }
  }
}
