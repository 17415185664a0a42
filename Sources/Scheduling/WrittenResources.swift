/// The resources that a block's transactions write, numbered in the order of their first writers,
/// and the addresses that they belong to.
///
/// Addresses are numbered from 0 too, those of senders first.
struct WrittenResources: Sendable {
  private var resources: DenseIndex<Resource>
  private var addresses: DenseIndex<Address>
  /// The number of each transaction's sender.
  let senderNumbers: [Int]
  /// Addresses with a smaller number are senders, the others are not.
  let senderCount: Int
  /// The number of each resource's address, by the number of the resource.
  private(set) var addressNumbers: [Int] = []
  /// The first writer of each resource, by its number: ascending.
  private(set) var firstWriters: [Int] = []

  /// A table without writes, with room for so many.
  init(senders: [Address], capacity: Int) {
    resources = DenseIndex(capacity: capacity)
    addresses = DenseIndex(capacity: senders.count + capacity)
    var numbers: [Int] = []
    numbers.reserveCapacity(senders.count)
    for sender in senders { numbers.append(addresses.insert(sender)) }
    senderNumbers = numbers
    senderCount = addresses.keys.count
    addressNumbers.reserveCapacity(capacity)
    firstWriters.reserveCapacity(capacity)
  }

  /// The number of distinct resources.
  var count: Int { firstWriters.count }

  /// The number of distinct addresses.
  var addressCount: Int { addresses.keys.count }

  /// The resource of a number.
  subscript(number: Int) -> Resource { resources.keys[number] }

  /// Records a write; writers come in block order.
  ///
  /// - Returns: The first writer of the resource, `writer` itself if nobody wrote it before.
  mutating func record(_ resource: Resource, writer: Int) -> Int {
    let number = resources.insert(resource)
    if number == firstWriters.count {
      firstWriters.append(writer)
      addressNumbers.append(addressNumber(inserting: resource.address))
    }
    return firstWriters[number]
  }

  /// The number of a resource that is written, or nil.
  func number(of resource: Resource) -> Int? { resources.number(of: resource) }

  /// The number of an address, or nil if it neither sends nor has a written resource.
  func addressNumber(of address: Address) -> Int? { addresses.number(of: address) }

  /// What a transaction writes stands together by address, so the last address is tried first.
  private mutating func addressNumber(inserting address: Address) -> Int {
    if let last = addressNumbers.last, addresses.keys[last] == address { return last }
    return addresses.insert(address)
  }
}
