//! The same list for any number of threads.

use std::sync::{Mutex, PoisonError};

/// Computes `work(0)`, `work(1)`, ... on so many threads and gives the results in order.
///
/// Every task is done whole by one thread, so a sum inside a task has one order and the result does not depend on
/// the number of threads.
///
/// # Panics
/// When a task panics, with its panic.
///
/// ```
/// use blocs::math::parallel;
/// assert_eq!(parallel::map(5, 1, |task| task * task), parallel::map(5, 3, |task| task * task));
/// ```
pub fn map<T: Send>(tasks: usize, threads: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    each((0..tasks).collect(), threads, work)
}

/// The same for tasks that are things of their own, such as parts of one list that are to be filled. Whoever is free
/// takes the next task, so that a thread that is held up holds up nobody else; where tasks differ in cost, the
/// dearest come first. The thread that asks works too.
///
/// # Panics
/// When a task panics, with its panic.
///
/// ```
/// use blocs::math::parallel;
/// let mut list = [0; 7];
/// let lengths = parallel::each(list.chunks_mut(3).enumerate().collect(), 2, |(number, part)| {
///     part.fill(number);
///     part.len()
/// });
/// assert_eq!((list, lengths), ([0, 0, 0, 1, 1, 1, 2], vec![3, 3, 1]));
/// ```
pub fn each<S: Send, T: Send>(tasks: Vec<S>, threads: usize, work: impl Fn(S) -> T + Sync) -> Vec<T> {
    let threads = threads.clamp(1, tasks.len().max(1));
    if threads == 1 {
        return tasks.into_iter().map(work).collect();
    }
    let waiting = Mutex::new(tasks.into_iter().enumerate());
    // Nobody panics while he takes a task, so the lock is never poisoned.
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let share = || {
        let mut done = Vec::new();
        while let Some((number, task)) = next() {
            done.push((number, work(task)));
        }
        done
    };
    let mut done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(share)).collect();
        let mut done = share();
        for other in others {
            match other.join() {
                Ok(share) => done.extend(share),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{each, map};

    #[test]
    fn more_threads_than_tasks_and_no_task_at_all() {
        assert_eq!(map(2, 8, |task| task), [0, 1]);
        assert_eq!(map(0, 2, |task| task), [0; 0]);
        assert_eq!(each(vec![3, 4], 8, |task| task), [3, 4]);
        assert_eq!(each(vec![(); 0], 2, |()| 1), [0; 0]);
        assert_eq!(map(7, 0, |task| task), [0, 1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn results_stand_in_the_order_of_the_tasks_whoever_did_them() {
        // The first task waits until all others are done, which one that takes turns would never see.
        let left = AtomicUsize::new(40);
        let done = map(41, 2, |task| {
            while task == 0 && left.load(Ordering::Acquire) > 0 {
                std::thread::yield_now();
            }
            left.fetch_sub(usize::from(task > 0), Ordering::AcqRel);
            task * task
        });
        assert_eq!(done, (0..41).map(|task| task * task).collect::<Vec<_>>());
    }

    #[test]
    #[should_panic(expected = "the third")]
    fn the_panic_of_a_task_is_passed_on() {
        map(8, 2, |task| assert!(task != 2, "the third"));
    }
}
