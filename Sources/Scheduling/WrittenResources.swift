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

  /// Every write of a resource by another transaction than its first writer, in block order.
  private(set) var laterWrites: [(number: Int, writer: Int)] = []

  /// Numbers what each transaction writes, in block order.
  init(writes: [[Resource]], senders: [Address]) {
    let capacity = writes.reduce(0) { $0 + $1.count }
    resources = DenseIndex(capacity: capacity)
    addresses = DenseIndex(capacity: senders.count + capacity)
    var numbers: [Int] = []
    numbers.reserveCapacity(senders.count)
    for sender in senders { numbers.append(addresses.insert(sender)) }
    senderNumbers = numbers
    senderCount = addresses.keys.count
    addressNumbers.reserveCapacity(capacity)
    firstWriters.reserveCapacity(capacity)
    for (writer, resources) in writes.enumerated() {
      for resource in resources { record(resource, writer: writer) }
    }
  }

  /// The number of distinct resources.
  var count: Int { firstWriters.count }

  /// The number of distinct addresses.
  var addressCount: Int { addresses.keys.count }

  /// The resource of a number.
  subscript(number: Int) -> Resource { resources.keys[number] }

  /// The number of a resource that is written, or nil.
  func number(of resource: Resource) -> Int? { resources.number(of: resource) }

  /// The number of an address, or nil if it neither sends nor has a written resource.
  func addressNumber(of address: Address) -> Int? { addresses.number(of: address) }

  private mutating func record(_ resource: Resource, writer: Int) {
    let number = resources.insert(resource)
    if number == firstWriters.count {
      firstWriters.append(writer)
      addressNumbers.append(addressNumber(inserting: resource.address))
    } else if firstWriters[number] < writer {
      laterWrites.append((number, writer))
    }
  }

  /// What a transaction writes stands together by address, so the last address is tried first.
  private mutating func addressNumber(inserting address: Address) -> Int {
    if let last = addressNumbers.last, addresses.keys[last] == address { return last }
    return addresses.insert(address)
  }
}
