//! Components: the parts that a network falls into.

use super::PatchGraph;

/// Which component each node is in.
///
/// Components are numbered from 0 by their lowest node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Components {
    of_node: Vec<u32>,
    count: usize,
}

impl Components {
    /// Finds the components of a graph.
    #[must_use]
    pub fn of(graph: &PatchGraph) -> Self {
        const UNSEEN: u32 = u32::MAX;
        let mut of_node = vec![UNSEEN; graph.nodes()];
        let mut count = 0u32;
        let mut open = Vec::new();
        for start in 0..graph.nodes() {
            if of_node[start] != UNSEEN {
                continue;
            }
            of_node[start] = count;
            open.push(start);
            while let Some(node) = open.pop() {
                for (neighbour, _) in graph.neighbours(node) {
                    if of_node[neighbour] == UNSEEN {
                        of_node[neighbour] = count;
                        open.push(neighbour);
                    }
                }
            }
            count += 1;
        }
        Self { of_node, count: count as usize }
    }

    /// Number of components, NC.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Each node's component.
    #[must_use]
    pub fn of_node(&self) -> &[u32] {
        &self.of_node
    }

    /// Sum of a node attribute over each component.
    #[must_use]
    pub fn sums(&self, attributes: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.count];
        for (component, attribute) in self.of_node.iter().zip(attributes) {
            sums[*component as usize] += attribute;
        }
        sums
    }
}
