import Scheduling

/// What would be left of the dependencies if nothing wrote one resource.
package struct ResourceSplit: Equatable {
  package let resource: Resource
  package let largestComponent: Int
  package let countParallelism: Double
  package let gasParallelism: Double
  package let spanParallelism: Double

  package init(
    resource: Resource, largestComponent: Int, countParallelism: Double, gasParallelism: Double,
    spanParallelism: Double
  ) {
    self.resource = resource
    self.largestComponent = largestComponent
    self.countParallelism = countParallelism
    self.gasParallelism = gasParallelism
    self.spanParallelism = spanParallelism
  }

  /// The resources without which the largest component would be smaller, the best first.
  package static func ofLargestComponent(
    of dependencies: BlockDependencies, gas: [UInt64]
  ) -> [ResourceSplit] {
    let largest = dependencies.components.groups.max { $0.count < $1.count } ?? []
    let members = Set(largest)
    let resources = Set(
      dependencies.edges.lazy.filter { members.contains($0.first) }.map(\.resource))
    return resources.map { resource in
      let rest = dependencies.without(resource)
      let components = rest.components
      return ResourceSplit(
        resource: resource, largestComponent: components.largestGroupTransactions,
        countParallelism: components.countParallelism,
        gasParallelism: components.gasParallelism(gas: gas),
        spanParallelism: rest.spanParallelism(gas))
    }.filter { $0.largestComponent < largest.count }
      .sorted {
        $0.largestComponent == $1.largestComponent
          ? $0.resource < $1.resource : $0.largestComponent < $1.largestComponent
      }
  }
}
